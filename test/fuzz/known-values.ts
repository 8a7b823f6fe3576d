import type { Answer } from './request.js';
import { isObject } from './json-text.js';
import type { Operation } from './operations.js';
import type { Random } from './random.js';

const MOST_KEPT = 200;
/** Few, so that most of them are still held. */
const MOST_LEASES = 5;
const NAMES = ['id', 'name'];

/** A task that a worker over HTTP holds. */
export interface KnownLease {
  readonly id: string;
  readonly token: string;
}

/**
 * What answers have told: ids by their collection, and cursors. So requests meet what is there, whatever the
 * document calls it.
 */
export class KnownValues {
  private readonly byCollection = new Map<string, string[]>();
  private readonly cursors = new Map<string, string[]>();
  private readonly leases: KnownLease[] = [];

  learn({ path }: Operation, { status, body, headers }: Answer): void {
    if (status >= 300 || body.length === 0 || !String(headers['content-type']).startsWith('application/json'))
      return;
    const value = JSON.parse(body.toString()) as unknown;
    if (!isObject(value)) return;
    const lists = Object.values(value).filter((one) => Array.isArray(one)) as unknown[][];
    for (const item of [value, ...lists.flatMap((list) => list.slice(0, 20))])
      this.learnItem(collectionOf(path), item);
    if (typeof value['nextCursor'] === 'string') keep(this.cursors, path, value['nextCursor']);
  }

  /**
   * Something that was there, for the parameter that stands behind this part of a path; null where nothing is
   * known.
   */
  in(collection: string, random: Random): string | null {
    const known = this.byCollection.get(collection) ?? [];
    return known.length > 0 ? random.pick(known) : null;
  }

  lease(random: Random): KnownLease | null {
    return this.leases.length > 0 ? random.pick(this.leases) : null;
  }

  cursor(path: string, random: Random): string | null {
    const known =
      this.cursors.get(random.chance(0.9) ? path : random.pick([path, ...this.cursors.keys()])) ?? [];
    return known.length > 0 ? random.pick(known) : null;
  }

  private learnItem(collection: string, item: unknown): void {
    if (!isObject(item)) return;
    const { task, lease } = item;
    if (isObject(task) && isObject(lease)) this.learnLease(task, lease);
    const name = NAMES.map((one) => item[one]).find((one) => typeof one === 'string');
    if (typeof name === 'string') keep(this.byCollection, collection, name);
  }

  private learnLease({ id }: Record<string, unknown>, { token }: Record<string, unknown>): void {
    this.leases.push({ id: String(id), token: String(token) });
    if (this.leases.length > MOST_LEASES) this.leases.shift();
  }
}

/** `tasks` of `/api/v1/tasks/{id}/cancel`. */
export function collectionOf(path: string): string {
  const fixed = path.split('/{', 1)[0] ?? '';
  return fixed.replace(/^\/api\/v\d+\//, '').split('/', 1)[0] ?? '';
}

function keep(all: Map<string, string[]>, key: string, value: string): void {
  const kept = all.get(key) ?? [];
  all.set(key, kept);
  if (!kept.includes(value)) kept.push(value);
  if (kept.length > MOST_KEPT) kept.shift();
}
