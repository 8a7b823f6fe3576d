import type { Configuration } from '@app/config';
import { KeyFile } from './key-file.js';
import { SecretKey } from './secret-key.js';

/** The keys that this process has. */
export interface KeyRing {
  /** The newest first. */
  readonly keys: readonly SecretKey[];
  /** Whether SECRETS_KEY names them; else they come from the file under DATA_DIR. */
  readonly isConfigured: boolean;
}

/**
 * SECRETS_KEY, and behind it what the file under DATA_DIR has from before it was set. Where neither is there,
 * a key is made. A folder that cannot be written leaves the ring empty: only those who use secrets need a
 * key.
 */
export async function keyRingOf({
  secretsKeys,
  dataDir,
}: Pick<Configuration, 'secretsKeys' | 'dataDir'>): Promise<KeyRing> {
  const file = new KeyFile(dataDir);
  const isConfigured = secretsKeys.length > 0;
  const made = await (isConfigured ? file.read() : file.readOrMake()).catch(() => []);
  return { keys: [...new Set([...secretsKeys, ...made])].map((text) => new SecretKey(text)), isConfigured };
}
