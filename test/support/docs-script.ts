import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs the commands of a page as a person would, in a shell that stops at the first failure.
 * @throws with what they wrote
 */
export async function runCommands(
  commands: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const running = execute('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
  });
  running.child.stdin?.end(); // nobody types
  return (await running).stdout;
}
