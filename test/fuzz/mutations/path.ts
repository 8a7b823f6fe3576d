import { shortOddText } from '../odd-values.js';
import type { Random } from '../random.js';
import type { Draft } from '../request.js';
import type { Mutation } from './mutation.js';

const SEGMENTS = [
  '',
  '.',
  '..',
  '%2e%2e',
  '..;',
  '%2F',
  '%5c',
  '%00',
  '%zz',
  '%',
  '%e2%82',
  '%C0%AF',
  '*',
  ':id',
  '{id}',
  '~',
  'a;b=c',
  '+',
  '%20',
];
const METHODS = ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'GET', 'TRACE', 'PROPFIND'];

/** For the path and the method. */
export const PATH_MUTATIONS: readonly Mutation[] = [
  onParameter((random) => encodeURIComponent(shortOddText(random).toWellFormed())),
  onParameter((random) => encodeURIComponent(shortOddText(random).toWellFormed())),
  onParameter((random) => random.pick(SEGMENTS)),
  onParameter((_, segment) => segment.toUpperCase()),
  onParameter((random, segment) => segment.slice(0, random.whole(0, segment.length))),
  (draft, random) => ({
    ...draft,
    segments: draft.segments.map((one) => (random.chance(0.2) ? random.pick(SEGMENTS) : one)),
  }),
  (draft, random) => ({
    ...draft,
    segments: [...draft.segments, random.pick(['', ...SEGMENTS, random.letters(5)])],
  }),
  (draft, random) => ({
    ...draft,
    segments: draft.segments.slice(0, random.whole(0, draft.segments.length)),
  }),
  (draft, random) => ({ ...draft, method: random.pick(METHODS) }),
];

/** Changes what stands for a parameter of the path. */
function onParameter(change: (random: Random, segment: string) => string): Mutation {
  return (draft: Draft, random) => {
    const parts = draft.operation.path.slice(1).split('/');
    return {
      ...draft,
      segments: draft.segments.map((one, at) => (parts[at]?.startsWith('{') ? change(random, one) : one)),
    };
  };
}
