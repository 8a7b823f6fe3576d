import { createHash } from 'node:crypto';
import { ValidateBy, type ValidationArguments } from 'class-validator';

export const SCOPES = ['metrics', 'read', 'write', 'work', 'admin'] as const;

/**
 * `metrics` is for `GET /metrics` only, `read` looks, `write` submits and changes tasks, `work` takes tasks
 * as a worker over HTTP, `admin` operates queues and workers.
 */
export type Scope = (typeof SCOPES)[number];

/** What each scope lets a caller do. */
export const INCLUDED_SCOPES: Readonly<Record<Scope, readonly Scope[]>> = {
  metrics: ['metrics'],
  read: ['metrics', 'read'],
  write: ['metrics', 'read', 'write'],
  work: ['work'],
  admin: SCOPES,
};

/** An API key as it is kept: its SHA-256, never its text. */
export interface ApiKey {
  readonly name: string;
  readonly digest: string;
  readonly scopes: readonly Scope[];
}

/** A key that is shorter could be guessed. */
const SHORTEST_KEY = 24;
const SCOPE = `(?:${SCOPES.join('|')})`;
const ENTRY = new RegExp(`^[\\w.-]+:([^:\\s]+)(?::${SCOPE}(?:,${SCOPE})*)?$`);

/**
 * Entries as API_KEYS has them. What is wrong is said by the entry's place: its name may be a key in the
 * wrong place.
 */
export const IsApiKeys = (): PropertyDecorator =>
  ValidateBy({
    name: 'isApiKeys',
    validator: {
      validate: (entries) => problemOf(entries) === null,
      defaultMessage: (given?: ValidationArguments) => problemOf(given?.value) ?? 'is not valid',
    },
  });

/** @param entries `name:key` or `name:key:scope,scope`; without scopes a key may do everything */
export function parseApiKeys(entries: readonly string[]): ApiKey[] {
  return entries.map((entry) => {
    const [name = '', key = '', scopes] = entry.split(':');
    return { name, digest: digestOf(key), scopes: scopes ? (scopes.split(',') as Scope[]) : SCOPES };
  });
}

export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function problemOf(entries: unknown): string | null {
  if (!Array.isArray(entries)) return 'must be a list';
  const keys = (entries as string[]).map((entry) => ENTRY.exec(entry)?.[1]);
  const malformed = keys.findIndex((key) => key === undefined);
  if (malformed >= 0)
    return `entry ${malformed + 1} must be name:key[:scope,…], with the scopes ${SCOPES.join(', ')}`;
  const short = keys.flatMap((key = '', index) => (key.length < SHORTEST_KEY ? [index + 1] : []));
  if (short.length === 0) return null;
  return `the key of entry ${short.join(', ')} is shorter than ${SHORTEST_KEY} characters; make one with: openssl rand -hex 24`;
}
