import {
  isSealed,
  type KeptSecret,
  type SealedSecret,
  type SecretPlace,
  type SecretRepository,
} from '@app/persistence';
import { keyIdOf, type SecretKey } from './secret-key.js';

const PLACES: readonly SecretPlace[] = ['webhooks', 'schedules'];
const BATCH = 200;

export interface Rotation {
  /** The key with which all secrets are encrypted now. */
  readonly keyId: string;
  readonly encrypted: number;
  /** Secrets that no key at hand opens. They are left as they are. */
  readonly unreadable: number;
  /** Secrets in rows that somebody else held, or changed, meanwhile; to be encrypted by the next rotation. */
  readonly held: number;
}

/**
 * Lets the newest key seal from now on, and encrypts with it all that others have sealed or left in clear
 * text. It may be run again, also after it was interrupted.
 * @param keys the newest first, then those that opened secrets until now
 */
export async function rotate(
  repository: SecretRepository,
  keys: readonly [SecretKey, ...SecretKey[]],
): Promise<Rotation> {
  const [newest] = keys;
  const currentId = await repository.currentKey(newest.id);
  if (currentId !== null && currentId !== newest.id) await repository.switchKey(currentId, newest.id);
  let encrypted = 0;
  let unreadable = 0;
  let held = 0;
  for (const place of PLACES) {
    for (
      let page = await pageAfter(null, place);
      page.length > 0;
      page = await pageAfter(page.at(-1)?.id ?? null, place)
    ) {
      const changes = page.flatMap((one) => sealedAnew(one, keys));
      const replaced = await repository.replace(place, changes);
      encrypted += replaced;
      held += changes.length - replaced;
      unreadable += page.length - changes.length;
    }
  }
  return { keyId: newest.id, encrypted, unreadable, held };

  function pageAfter(after: string | null, place: SecretPlace): Promise<KeptSecret[]> {
    return repository.notBy(place, newest.id, after, BATCH);
  }
}

function sealedAnew(
  kept: KeptSecret,
  keys: readonly [SecretKey, ...SecretKey[]],
): (KeptSecret & { sealed: SealedSecret })[] {
  const secret = opened(kept.secret, keys);
  return secret === null ? [] : [{ ...kept, sealed: keys[0].seal(secret) }];
}

function opened(kept: string, keys: readonly SecretKey[]): string | null {
  if (!isSealed(kept)) return kept;
  try {
    return keys.find(({ id }) => id === keyIdOf(kept))?.open(kept) ?? null;
  } catch {
    return null; // damaged
  }
}
