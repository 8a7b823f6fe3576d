import { resolve } from 'node:path';
import { TestProcess } from './test-process.js';

/** Most live for seconds, and what V8 optimises pays off later: a sixth of a start's CPU. */
const SHORT_LIVED = '--no-opt';

/**
 * An API or a worker in a process of its own, from the quick build of this run.
 * @param enter stands before its command, such as what enters a network of its own
 */
export function ownProcess(
  app: 'api' | 'worker',
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  enter: readonly string[] = [],
): TestProcess {
  const node = [process.execPath, SHORT_LIVED, entryOf(app, variables), ...args];
  const [program, entry = '', ...rest] = [...enter, ...node];
  return new TestProcess(entry, rest, variables, program);
}

/** What NODE_OPTIONS loads before it, is of dist/. */
function entryOf(app: 'api' | 'worker', { NODE_OPTIONS }: Readonly<Record<string, string>>): string {
  return resolve(NODE_OPTIONS ? 'dist' : (process.env.TEST_BUILD ?? 'dist'), `apps/${app}/src/main.js`);
}
