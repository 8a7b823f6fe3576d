import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

export const LONGEST_KEY = 255;
const VISIBLE = new RegExp(`^[\\x21-\\x7e]{1,${LONGEST_KEY}}$`);
export const KEY_PROBLEM = `must be 1 to ${LONGEST_KEY} visible ASCII characters`;

/** The caller and its Idempotency-Key, as a submission brings them. */
export interface CallersKey {
  /** The name of the API key; empty where the caller showed none. */
  readonly caller: string;
  readonly key: string;
}

/** Whether a text can be an Idempotency-Key. */
export function isKey(text: unknown): text is string {
  return typeof text === 'string' && VISIBLE.test(text);
}

/**
 * SHA-256 of a parsed body; the order of keys and white space make no difference. The body must not be nested
 * too deeply.
 */
export function hashOfBody(body: unknown): string {
  return createHash('sha256')
    .update(stringify(body) ?? '')
    .digest('hex');
}
