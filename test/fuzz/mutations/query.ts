import { shortOddText } from '../odd-values.js';
import type { Random } from '../random.js';
import type { Draft, Pair } from '../request.js';
import type { Mutation } from './mutation.js';

const UNKNOWN = [
  'page',
  'sort',
  'x',
  '__proto__',
  'constructor',
  'metadata',
  'metadata.',
  'metadata[]',
  'metadata[__proto__]',
  'metadata.a.b',
  '',
  'limit[]',
];
const ENCODED = ['%', '%zz', '%00', '%ff', '%C0%80', '%20', '+', '%2B', '%26', '%3D'];
const LIMITS = ['0', '1', '200', '201', '-1', '1.0', '1e1', '٣', '0x1', ' 5', '999999999999999999999'];

/** For the query. */
export const QUERY_MUTATIONS: readonly Mutation[] = [
  (draft, random) => withPair(draft, nameOf(draft, random), shortOddText(random)),
  (draft, random) => withPair(draft, nameOf(draft, random), shortOddText(random)),
  (draft, random) => withPair(draft, nameOf(draft, random), random.pick(ENCODED)),
  (draft, random) => withPair(draft, nameOf(draft, random), random.pick(LIMITS)),
  (draft, random) => withPair(draft, random.pick(UNKNOWN), shortOddText(random)),
  (draft) => ({ ...draft, query: [...draft.query, ...draft.query] }),
  (draft, random) =>
    withPairs(
      draft,
      Array.from({ length: random.pick([2, 11, 101, 300]) }, (_, at) => [nameOf(draft, random), `v${at}`]),
    ),
  (draft, random, known) =>
    withPair(draft, 'cursor', brokenCursor(known.cursor(draft.operation.path, random), random)),
];

function nameOf({ operation }: Draft, random: Random): string {
  const names = operation.parameters
    .filter((one) => one.in === 'query')
    .map(({ name }) => (name === 'metadata' ? 'metadata.key' : name));
  return names.length > 0 ? random.pick(names) : random.pick(UNKNOWN);
}

function withPair(draft: Draft, name: string, value: string): Draft {
  return withPairs(draft, [[name, value]]);
}

function withPairs(draft: Draft, pairs: readonly Pair[]): Draft {
  return { ...draft, query: [...draft.query, ...pairs] };
}

/** Nearly what an answer gave, or what looks like it. */
function brokenCursor(cursor: string | null, random: Random): string {
  const made = Buffer.from(
    `${random.pick(['2026-02-30T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 'x'])} ${shortOddText(random)}`,
  );
  if (cursor === null || random.chance(0.3)) return made.toString('base64url').slice(0, 3_000);
  const at = random.whole(0, cursor.length - 1);
  return random.chance(0.5)
    ? cursor.slice(0, at)
    : cursor.slice(0, at) + random.letters(1) + cursor.slice(at + 1);
}
