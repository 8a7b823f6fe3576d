import type { Configuration } from '@app/config';
import type { SecretRepository } from '@app/persistence';
import { KeyFile, keyRingOf, rotate, SecretKey } from '@app/secrets';
import { NotNow } from './with-repository.js';

export type CommandName = 'status' | 'rotate';
type Command = (repository: SecretRepository, configuration: Configuration) => Promise<string>;

/** What each command does; its answer is for a person. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = { status, rotate: rotateKeys };

async function status(repository: SecretRepository, configuration: Configuration): Promise<string> {
  const currentId = await repository.currentKey(null);
  const { keys } = await keyRingOf(configuration);
  const lines = (await repository.counts()).map(
    ({ keyId, count }) => `  ${keyId ?? 'in clear text'}: ${count}`,
  );
  return [
    `Secrets are encrypted with the key ${currentId ?? '(none yet)'}.`,
    `This machine has the keys ${keys.map(({ id }) => id).join(', ') || '(none)'}, the newest first.`,
    lines.length > 0 ? `Secrets that are kept, by key:\n${lines.join('\n')}` : 'No secret is kept.',
    '',
  ].join('\n');
}

async function rotateKeys(repository: SecretRepository, configuration: Configuration): Promise<string> {
  if (configuration.secretsKeys.length === 0) await addKey(configuration.dataDir);
  const [newest, ...older] = (await keyRingOf(configuration)).keys;
  if (!newest) throw new NotNow('There is no key: set SECRETS_KEY, or let DATA_DIR be writable.');
  const { keyId, encrypted, unreadable, held } = await rotate(repository, [newest, ...older]);
  const lost = `${unreadable} could not be decrypted with the keys at hand, and stay as they are: put their key behind the others and rotate again.\n`;
  const busy = `${held} were held by somebody else: rotate again.\n`;
  return (
    `Secrets are encrypted with the key ${keyId} now: ${encrypted} were encrypted anew.\n${unreadable > 0 ? lost : ''}${held > 0 ? busy : ''}` +
    'Processes that run take the new key up by themselves. Remove the old one when `npm run secrets -- status` counts none for it.\n'
  );
}

/** The new key first; the old ones stay, to open what they have sealed. */
async function addKey(dataDir: string): Promise<void> {
  const file = new KeyFile(dataDir);
  await file.write([SecretKey.random(), ...(await file.readOrMake())]);
}
