import { type Scope, SCOPES } from '@app/config';
import { v7 as uuidv7 } from 'uuid';
import type { Operation } from '../fuzz/operations.js';
import type { Sender } from '../fuzz/senders.js';

/** Who calls: without a key, with one that is not known, with each scope alone and with all. */
const CALLERS = ['nobody', 'a stranger', ...SCOPES, 'everything'] as const;

type Caller = (typeof CALLERS)[number];
type Verdict = 'allowed' | 401 | 403;

const keyOf = (caller: Caller): string => `a-long-enough-key-of-${caller.replace(' ', '-')}`;

/** What else lets a caller do what a scope is for. */
const ABOVE: Readonly<Record<Scope, readonly Scope[]>> = {
  metrics: ['read', 'write', 'admin'],
  read: ['write', 'admin'],
  write: ['admin'],
  work: ['admin'],
  admin: [],
};

/** For API_KEYS: a key for each caller that has one. Its last one may do everything. */
export const WALK_KEYS = [
  ...SCOPES.map((scope) => `${scope}:${keyOf(scope)}:${scope}`),
  `everything:${keyOf('everything')}`,
].join(',');
/** The key that may do everything. */
export const FULL_KEY = keyOf('everything');

/** Each operation by each caller, where the API decides otherwise than the document says. */
export async function scopeWalk(operations: readonly Operation[], sender: Sender): Promise<string[]> {
  const wrong: string[] = [];
  for (const operation of operations) {
    for (const caller of CALLERS) {
      const verdict = await verdictOn(operation, caller, sender);
      const documented = verdictByDocument(operation, caller);
      if (verdict !== documented)
        wrong.push(
          `${operation.method} ${operation.path} by ${caller}: ${verdict}, documented ${documented}`,
        );
    }
  }
  return wrong;
}

function verdictByDocument({ scope }: Operation, caller: Caller): Verdict {
  if (scope === null || caller === 'everything') return 'allowed';
  if (caller === 'nobody' || caller === 'a stranger') return 401;
  return caller === scope || ABOVE[scope as Scope].includes(caller) ? 'allowed' : 403;
}

let strangers = 0;

/** An id that nobody has, and no body: whoever is let in changes nothing. */
async function verdictOn({ method, path }: Operation, caller: Caller, sender: Sender): Promise<Verdict> {
  strangers += 1; // each from an address of its own: who shows many wrong keys is slowed
  const address = { 'x-forwarded-for': `198.18.${strangers >> 8}.${strangers & 255}` };
  const headers = caller === 'nobody' ? address : { ...address, 'x-api-key': keyOf(caller) };
  const { status } = await sender.send({
    method,
    path: path.replace(/\{[^{}]+\}/g, uuidv7()),
    headers,
    body: null,
  });
  return status === 401 || status === 403 ? status : 'allowed';
}
