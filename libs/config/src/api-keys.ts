import { createHash } from 'node:crypto';

export const SCOPES = ['read', 'write', 'admin'] as const;

/** `read` looks, `write` submits and changes tasks, `admin` operates queues and workers. Each includes those before it. */
export type Scope = (typeof SCOPES)[number];

/** An API key as it is kept: its SHA-256, never its text. */
export interface ApiKey {
  readonly name: string;
  readonly digest: string;
  readonly scopes: readonly Scope[];
}

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
