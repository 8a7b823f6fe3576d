import * as nodeModule from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { compiled, isUserFile, PACKAGE_PREFIX, redirected, sourceMeant } from './hooks.js';

type NextResolve = (specifier: string, context: object) => object;
type NextLoad = (url: string, context: object) => object;

/** Since Node 22.15 hooks may run where the modules do; the types at hand are of Node 20. */
interface InThread {
  registerHooks?: (hooks: {
    resolve(specifier: string, context: { parentURL?: string }, next: NextResolve): object;
    load(url: string, context: object, next: NextLoad): object;
  }) => void;
}

const files = new Set<string>();
let isOn = false;
/** From the thread with the hooks, where they have one. */
let port: MessagePort | null = null;

/** From now on a user's TypeScript, and JavaScript with decorators, is compiled when it is imported. */
export function compileUserFiles(): void {
  if (isOn) return;
  isOn = true;
  const { registerHooks } = nodeModule as InThread;
  if (registerHooks) registerHooks({ resolve, load });
  else registerThread();
}

/** The paths of users' files that were loaded since compileUserFiles. */
export function userFilesLoaded(): readonly string[] {
  for (let one = nextFile(); one; one = nextFile()) files.add(one.message);
  return [...files].map((url) => fileURLToPath(url));
}

function nextFile(): { readonly message: string } | null {
  return port && (receiveMessageOnPort(port) ?? null);
}

/** What to import for the entry of a package as somebody in a folder would. */
export function packageUrl(name: string, base: string): string {
  return `${PACKAGE_PREFIX}${encodeURIComponent(JSON.stringify({ name, base }))}`;
}

function registerThread(): void {
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  port = port1;
  const entry = new URL(`./hooks-thread${extname(import.meta.filename)}`, import.meta.url);
  nodeModule.register(entry.href, { data: { port: port2 }, transferList: [port2] });
}

function resolve(specifier: string, context: { parentURL?: string }, next: NextResolve): object {
  const { specifier: wanted, from } = redirected(specifier);
  try {
    return next(wanted, from ? { ...context, parentURL: from } : context);
  } catch (error) {
    const source = sourceMeant(specifier, context.parentURL, error);
    if (!source) throw error;
    return next(source, context);
  }
}

function load(url: string, context: object, next: NextLoad): object {
  if (isUserFile(url)) files.add(url);
  const source = compiled(url);
  return source === null ? next(url, context) : { format: 'module', source, shortCircuit: true };
}
