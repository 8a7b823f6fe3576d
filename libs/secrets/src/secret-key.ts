import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SEAL, type SealedSecret } from '@app/persistence';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key that encrypts secrets: AES-256-GCM with a random nonce each time, so that equal secrets look
 * different.
 */
export class SecretKey {
  /**
   * Tells keys apart and tells nothing about them: in the database, in messages and in every sealed secret.
   */
  readonly id: string;
  private readonly cipherKey: Buffer;

  /** @param text the base64 of 32 random bytes */
  constructor(text: string) {
    const master = Buffer.from(text, 'base64');
    if (master.length !== KEY_BYTES) throw new Error('A key is the base64 of 32 bytes.');
    this.id = derived(master, 'key id').subarray(0, 4).toString('hex');
    this.cipherKey = derived(master, 'secrets');
  }

  static random(): string {
    return randomBytes(KEY_BYTES).toString('base64');
  }

  seal(secret: string): SealedSecret {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.cipherKey, nonce, { authTagLength: TAG_BYTES }).setAAD(
      Buffer.from(this.prefix),
    );
    const bytes = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.prefix}${bytes.toString('base64url')}` as SealedSecret;
  }

  /** @throws where the text was changed, or another key sealed it */
  open(sealed: SealedSecret): string {
    if (!sealed.startsWith(this.prefix)) throw new Error('Another key sealed this secret.');
    const bytes = Buffer.from(sealed.slice(this.prefix.length), 'base64url');
    const cipher = createDecipheriv(ALGORITHM, this.cipherKey, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(Buffer.from(this.prefix)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
  }

  private get prefix(): string {
    return `${SEAL}${this.id}:`;
  }
}

/** The id of the key that sealed a secret. */
export function keyIdOf(sealed: SealedSecret): string {
  return sealed.slice(SEAL.length).split(':', 1)[0] ?? '';
}

/** A key of its own for each purpose. */
function derived(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `async-ai-task-runner ${purpose}`, KEY_BYTES));
}
