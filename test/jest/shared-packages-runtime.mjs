import { compileFunction, SyntheticModule } from 'node:vm';
import JestRuntime from 'jest-runtime';

/** How Jest asks for the class below. */
export const __esModule = true;

/** Ours, and what Jest makes itself. All else is a package, or Node's. */
const OF_EACH_FILE = /^(?:[./]|file:|data:|@app\/|@jest\/globals$)/;

/** It remembers the names of data sources, which each file has anew. */
const WITH_MEMORY = new Set(['@nestjs/typeorm']);

/**
 * Jest loads each package again for each test file. That was up to 2 s of CPU time a file, ten times what its
 * own modules cost. Here packages are loaded once in a process, by Node itself; our modules still are each
 * file's own.
 */
export default class SharedPackagesRuntime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const { esmLoader, executor } = this;
    const resolveModule = esmLoader.resolveModule.bind(esmLoader);
    const { injectedModuleParameters } = executor;
    // in the realm of the process, see one-realm-environment.mjs
    executor.compile = (source, filename) => compileFunction(source, injectedModuleParameters, { filename });
    esmLoader.getContext = () => undefined;
    // there would be a second way to a module then, from Node 24 on
    this._resolution.canResolveSync = () => false;
    esmLoader.resolveModule = (specifier, from, context) =>
      OF_EACH_FILE.test(specifier) || WITH_MEMORY.has(specifier)
        ? resolveModule(specifier, from, context)
        : sharedModule(specifier);
  }
}

const shared = new Map();

function sharedModule(specifier) {
  const known = shared.get(specifier);
  if (known) return known;
  const loading = loadShared(specifier);
  shared.set(specifier, loading);
  return loading;
}

async function loadShared(specifier) {
  const exports = await import(specifier);
  const names = Object.keys(exports);
  const module = new SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, exports[name]);
    },
    { identifier: specifier },
  );
  if (module.status === 'unlinked') await module.link(() => undefined); // it is linked from Node 24 on
  await module.evaluate();
  return module;
}
