import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CpuWork } from '@app/cpu-work';

const HOOKS = pathToFileURL(resolve('test/support/typescript-hooks.mjs')).href;

/** Threads that run the sources as they are, as unit tests do: Jest compiles nothing in a thread. */
export class CpuWorkFromSources extends CpuWork {
  protected override readonly execArgv = [
    '--import',
    `data:text/javascript,import { register } from 'node:module'; register(${JSON.stringify(HOOKS)});`,
  ];
}
