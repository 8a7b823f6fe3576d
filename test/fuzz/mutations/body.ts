import { isObject, jsonText, RawJson } from '../json-text.js';
import { oddJson, oddKey } from '../odd-values.js';
import type { Random } from '../random.js';
import type { Draft } from '../request.js';
import type { Mutation } from './mutation.js';

/** For bodies of JSON. */
export const BODY_MUTATIONS: readonly Mutation[] = [
  onValue((value, random) => changedAt(value, random, () => oddJson(random))),
  onValue((value, random) => changedAt(value, random, () => oddJson(random))),
  onValue((value, random) =>
    changedAt(value, random, (inner) => (isObject(inner) ? withoutOne(inner, random) : oddJson(random))),
  ),
  onValue((value, random) => changedAt(value, random, (inner) => withOddKey(inner, random), isObject)),
  onValue((value, random) => changedAt(value, random, (inner) => [inner, inner])),
  onValue((_, random) => oddJson(random)),
  onBytes((bytes, random) => bytes.subarray(0, random.whole(0, bytes.length))),
  onBytes((bytes, random) => flipped(bytes, random)),
  onBytes((bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes])),
  onBytes((bytes) => Buffer.concat([bytes, bytes])),
  onBytes((bytes) => Buffer.from(bytes.toString(), 'utf16le')),
  ({ json: _, bytes: __, ...draft }) => draft,
];

function onValue(change: (value: unknown, random: Random) => unknown): Mutation {
  return (draft, random) =>
    draft.json === undefined ? draft : { ...draft, json: change(draft.json, random) };
}

function onBytes(change: (bytes: Buffer, random: Random) => Buffer): Mutation {
  return (draft: Draft, random) => ({
    ...draft,
    bytes: change(draft.bytes ?? Buffer.from(jsonText(draft.json)), random),
  });
}

type Change = (value: unknown) => unknown;

/** The value with one place in it changed, each place with some chance; those at the top more often. */
function changedAt(
  value: unknown,
  random: Random,
  change: Change,
  fits: (value: unknown) => boolean = () => true,
): unknown {
  const isContainer =
    (Array.isArray(value) && value.length > 0) || (isObject(value) && Object.keys(value).length > 0);
  if (!isContainer || (fits(value) && random.chance(0.2))) return fits(value) ? change(value) : value;
  const [key, inner] = random.pick(Object.entries(value as object)) as [string, unknown];
  const changed = changedAt(inner, random, change, fits);
  if (Array.isArray(value))
    return (value as unknown[]).map((one, index) => (String(index) === key ? changed : one));
  return { ...(value as object), [key]: changed };
}

function withoutOne(value: Record<string, unknown>, random: Random): Record<string, unknown> {
  const keys = Object.keys(value);
  const gone = keys.length > 0 ? random.pick(keys) : '';
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
}

/** An unknown field, one that JavaScript knows, or one that is there already. */
function withOddKey(value: unknown, random: Random): RawJson {
  const fields = jsonText(value).slice(1, -1);
  const key =
    random.chance(0.2) && isObject(value)
      ? JSON.stringify(random.pick([...Object.keys(value), 'id']))
      : oddKey(random);
  const field = `${key}:${oddJson(random).text || 'null'}`;
  return new RawJson(`{${[field, fields].filter(Boolean).join(',')}}`);
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = random.whole(1, 3); times > 0 && copy.length > 0; times -= 1)
    copy[random.whole(0, copy.length - 1)] = random.whole(0, 255);
  return copy;
}
