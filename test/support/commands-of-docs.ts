import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * The commands of a page that stand under `<!-- test: NAME -->`, word for word.
 * @throws where there is no such block: a test must not pass because the docs changed
 */
export async function commandsOf(page: string, name: string): Promise<string> {
  const text = await readFile(page, 'utf8');
  const [, after] = text.split(`<!-- test: ${name} -->\n\`\`\`bash\n`);
  const [commands] = after?.split('```') ?? [];
  if (!commands) throw new Error(`${page} has no block of bash under "test: ${name}"`);
  return commands;
}

/** Runs them as a person would, in a shell that stops at the first failure. @throws with what they wrote */
export async function runCommands(commands: string, cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', commands], { cwd, env: { PATH: process.env.PATH, ...env } });
  return stdout;
}
