import { LegacyFakeTimers, ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Where class-validator keeps what it is told of classes; class-validator-jsonschema holds it, too. */
const RULES = 'classValidatorMetadataStorage';

void globalThis.Response; // now Node makes what its fetch uses, which a file may change

/**
 * Test files run among the globals of the process, not among their own: only so can they share what is loaded
 * from node_modules. What a file changes in them is undone at its end.
 */
export default class OneRealmEnvironment {
  global = globalThis;
  #globals = globalsNow();
  #variables = { ...process.env };
  #exit = process.exit;

  constructor({ projectConfig: config }) {
    const global = globalThis;
    this.moduleMocker = new ModuleMocker(global);
    const timerConfig = { idToRef: (id) => id, refToId: (timer) => timer };
    this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    process.exit = this.#exit; // Jest puts its own in its place
    process.env = this.#variables;
    restoreGlobals(this.#globals);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: the realm of the process. */
  getVmContext() {
    return undefined;
  }
}

function globalsNow() {
  return new Map(
    Reflect.ownKeys(globalThis).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)]),
  );
}

function restoreGlobals(before) {
  for (const [key, now] of globalsNow()) {
    const was = before.get(key);
    if (key === RULES) forget(globalThis[key]);
    else if (was) restore(key, now, was);
    else if (now.configurable) delete globalThis[key];
  }
  for (const [key, was] of before)
    if (!Object.hasOwn(globalThis, key)) Object.defineProperty(globalThis, key, was);
}

function restore(key, now, was) {
  if (Object.is(now.value, was.value) && now.get === was.get) return;
  if (now.configurable) Object.defineProperty(globalThis, key, was);
  else globalThis[key] = was.value;
}

function forget(storage) {
  for (const part of Object.values(storage)) if (part instanceof Map) part.clear();
}
