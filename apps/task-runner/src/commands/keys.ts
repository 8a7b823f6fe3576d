import { randomBytes } from 'node:crypto';
import { ConfigurationError, loadConfiguration, SCOPES } from '@app/config';
import { CommandError, WrongUse } from '../errors.js';
import { readSettings } from '../settings.js';

const NAME = /^[\w.-]+$/;
const KEY_BYTES = 24;

/** Makes a key. Its entry for API_KEYS goes to standard output, and nothing else does. */
export function create(name: string, scopes: readonly string[] = []): void {
  const all = scopes.flatMap((scope) => scope.split(','));
  if (!NAME.test(name))
    throw new WrongUse(`A key can't be named "${name}": use letters, digits, _, . and -.`);
  const unknown = all.find((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (unknown !== undefined)
    throw new WrongUse(`There is no scope "${unknown}"; there are ${SCOPES.join(', ')}.`);
  const key = randomBytes(KEY_BYTES).toString('hex');
  process.stdout.write(`${[name, key, ...(all.length > 0 ? [all.join(',')] : [])].join(':')}\n`);
  process.stderr.write(
    'Add this entry to API_KEYS, behind a space where there are others, and start the API again. The key stands after the first colon.\n',
  );
}

export function list(): void {
  readSettings();
  try {
    const { keys } = loadConfiguration().auth;
    for (const { name, scopes } of keys) process.stdout.write(`${name}  ${scopes.join(',')}\n`);
    if (keys.length === 0) process.stderr.write('API_KEYS has no key: npx task-runner keys create NAME\n');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new CommandError(error.message);
  }
}
