import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ConfigurationError, loadConfiguration } from '@app/config';
import { EmbeddedPostgresError } from '@app/embedded-postgres';
import { SecretKey } from '@app/secrets';
import { COMMANDS, type CommandName } from './commands.js';
import { NotNow, withRepository } from './with-repository.js';

const USAGE = `npm run secrets -- COMMAND

  status    which key encrypts the secrets that are kept, and how many secrets each key has encrypted
  rotate    encrypts all secrets with the newest key: the first of SECRETS_KEY, or a new one in DATA_DIR/secrets.key
  new-key   prints a new key for SECRETS_KEY
`;

try {
  process.stdout.write(await answer(parseArgs({ allowPositionals: true }).positionals));
} catch (error) {
  if (!isExpected(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function answer([name, ...more]: readonly string[]): Promise<string> {
  if (name === 'new-key' && more.length === 0) return `${SecretKey.random()}\n`;
  if (!isCommand(name) || more.length > 0) throw new NotNow(USAGE);
  const configuration = loadConfiguration();
  return withRepository(configuration, (repository) => COMMANDS[name](repository, configuration));
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

function isExpected(error: unknown): error is Error {
  const isOfArguments = (error as { code?: unknown }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  return (
    isOfArguments ||
    error instanceof NotNow ||
    error instanceof ConfigurationError ||
    error instanceof EmbeddedPostgresError
  );
}
