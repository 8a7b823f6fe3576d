import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Configuration, ConfigurationError } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { isSealed, Notifier, type SealedSecret, SecretRepository } from '@app/persistence';
import { SecretsUnavailable, SecretUnreadable } from './errors.js';
import { type KeyRing, keyRingOf } from './key-ring.js';
import { keyIdOf, type SecretKey } from './secret-key.js';

/**
 * Encrypts secrets before they are kept, and decrypts them where they are used. All processes encrypt with
 * one key, whose id is in the database; a process that does not have it says so, and leaves secrets alone.
 */
@Injectable()
export class Secrets implements OnModuleInit {
  private ring: KeyRing = { keys: [], isConfigured: false };
  private current: SecretKey | null = null;
  private problem = '';
  private readonly complaints = new RateLimited(60_000);

  constructor(
    private readonly repository: SecretRepository,
    private readonly notifier: Notifier,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws ConfigurationError where SECRETS_KEY is not the key of the secrets that are there */
  async onModuleInit(): Promise<void> {
    this.ring = await keyRingOf(this.configuration);
    this.notifier.on('secret_key', () => void this.refresh());
    await this.look();
    if (this.current || !this.ring.isConfigured) return;
    if (!(await this.takeOver())) throw new ConfigurationError([`SECRETS_KEY: ${this.problem}`]);
  }

  /** Whether sealed secrets can be opened here. */
  get isReady(): boolean {
    return this.current !== null;
  }

  /** @throws SecretsUnavailable where this process does not have the key */
  seal(secret: string): SealedSecret {
    if (!this.current)
      throw new SecretsUnavailable(
        'This installation cannot encrypt secrets now. Its operator finds the reason in the log.',
      );
    return this.current.seal(secret);
  }

  /** @param kept sealed, or in clear text where version 0.1.0 wrote it. @throws SecretUnreadable */
  open(kept: string): string {
    if (!isSealed(kept)) return kept;
    const key = this.keyWithId(keyIdOf(kept));
    if (!key)
      throw new SecretUnreadable(
        `The secret was encrypted with a key that this process does not have (${keyIdOf(kept)}).`,
      );
    try {
      return key.open(kept);
    } catch (cause) {
      throw Object.assign(new SecretUnreadable('The secret that is kept has been damaged.'), { cause });
    }
  }

  /** Looks whether another key is to seal: after a rotation. */
  async refresh(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.complaints.run(() =>
        this.logger.warn({ err: error }, 'could not look which key encrypts secrets; trying again'),
      );
    }
  }

  private async look(): Promise<void> {
    const [newest] = this.ring.keys;
    const keyId = await this.repository.currentKey(newest?.id ?? null);
    // a rotation adds to the file
    if (keyId !== null && !this.keyWithId(keyId)) this.ring = await keyRingOf(this.configuration);
    this.current = keyId === null ? null : this.keyWithId(keyId);
    this.problem = this.current ? '' : problemOf(keyId, newest?.id);
    if (this.problem) this.complaints.run(() => this.logger.error(`SECRETS_KEY: ${this.problem}`));
  }

  /** A key that was set on purpose takes the place of one with which nothing has been encrypted. */
  private async takeOver(): Promise<boolean> {
    const keyId = await this.repository.currentKey(null);
    const counts = await this.repository.counts();
    const [newest] = this.ring.keys;
    if (!keyId || !newest || counts.some((one) => one.keyId !== null)) return false;
    await this.repository.switchKey(keyId, newest.id);
    await this.look();
    return this.isReady;
  }

  private keyWithId(id: string): SecretKey | null {
    return this.ring.keys.find((key) => key.id === id) ?? null;
  }
}

function problemOf(keyId: string | null, ownId: string | undefined): string {
  if (keyId === null || ownId === undefined)
    return 'is unset, and no key could be made under DATA_DIR; secrets of webhooks are refused';
  return (
    `this process has the key ${ownId}, but the secrets in the database are encrypted with the key ${keyId}. ` +
    'Set the same SECRETS_KEY for every process; a key that was made by itself is in DATA_DIR/secrets.key of the machine that started first. ' +
    'To change the key, put the old one behind the new one, as SECRETS_KEY=new,old, and run `npm run secrets -- rotate`'
  );
}
