import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey } from '@app/config';

/**
 * The key that a request shows, as `Authorization: Bearer <key>` or `X-API-Key: <key>`; null where it shows
 * none.
 */
export function presentedKey({ authorization, 'x-api-key': header }: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : null);
}

/**
 * The known key with this digest. Every key is compared, each in constant time, so that the time tells
 * nothing.
 */
export function findKey(keys: readonly ApiKey[], digest: string): ApiKey | null {
  const wanted = Buffer.from(digest, 'hex');
  let found: ApiKey | null = null;
  for (const key of keys) {
    if (timingSafeEqual(wanted, Buffer.from(key.digest, 'hex'))) found = key;
  }
  return found;
}
