import type { LoadHook, ResolveHook } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { compiled, isUserFile, redirected, sourceMeant } from './hooks.js';

/** The hooks for versions of Node that run them in a thread of their own. */
let port: MessagePort | null = null;

export function initialize(data: { readonly port: MessagePort }): void {
  port = data.port;
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  const { specifier: wanted, from } = redirected(specifier);
  try {
    return await next(wanted, from ? { ...context, parentURL: from } : context);
  } catch (error) {
    const source = sourceMeant(specifier, context.parentURL, error);
    if (!source) throw error;
    return next(source, context);
  }
};

export const load: LoadHook = async (url, context, next) => {
  if (isUserFile(url)) port?.postMessage(url);
  const source = compiled(url);
  return source === null ? next(url, context) : { format: 'module', source, shortCircuit: true };
};
