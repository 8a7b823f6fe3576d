import { oddText } from '../odd-values.js';
import type { Random } from '../random.js';
import { formOf } from '../valid-request.js';
import type { Mutation } from './mutation.js';

const MEDIA_TYPES = [
  'image/png',
  'text/html',
  '',
  'x',
  'text/plain; charset=utf-7',
  'a/b/c',
  'multipart/mixed; boundary=x',
];
const CONTENT_TYPES = [
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=other',
  'multipart/mixed; boundary=edge',
  `multipart/form-data; boundary=${'e'.repeat(300)}`,
  'multipart/form-data; boundary="ed ge"',
];
const ENDS = ['', '--edge', '--edge--', '--edge\r\n\r\n--edge--', '\r\n--edge\r\nA: b\r\n\r\n', '\0'];

/** For bodies of multipart/form-data. */
export const FORM_MUTATIONS: readonly Mutation[] = [
  withBytes((random) => formOf('file', wireText(random), 'text/plain', Buffer.from('x'))),
  withBytes((random) => formOf('file', 'a.txt', random.pick(MEDIA_TYPES), Buffer.from('x'))),
  withBytes((random) =>
    formOf(wireText(random), random.chance(0.5) ? 'a.txt' : null, 'text/plain', Buffer.from(oddText(random))),
  ),
  withBytes((random) =>
    formOf(
      'file',
      'a.bin',
      'application/octet-stream',
      Buffer.alloc(random.whole(1, 200_000), random.whole(0, 255)),
    ),
  ),
  withBytes((random) => Buffer.from(random.pick(ENDS))),
  (draft, random) => ({
    ...draft,
    bytes: Buffer.concat([draft.bytes ?? Buffer.alloc(0), Buffer.from(random.pick(ENDS))]),
  }),
  (draft) => ({
    ...draft,
    bytes: Buffer.concat([(draft.bytes ?? Buffer.alloc(0)).subarray(0, -10), draft.bytes ?? Buffer.alloc(0)]),
  }),
  (draft, random) => ({ ...draft, bytes: draft.bytes?.subarray(0, random.whole(0, draft.bytes.length)) }),
  (draft, random) => ({
    ...draft,
    headers: { ...draft.headers, 'content-type': random.pick(CONTENT_TYPES) },
  }),
];

function withBytes(make: (random: Random) => Buffer): Mutation {
  return (draft, random) => ({ ...draft, bytes: make(random) });
}

function wireText(random: Random): string {
  return oddText(random).toWellFormed().slice(0, 3_000);
}
