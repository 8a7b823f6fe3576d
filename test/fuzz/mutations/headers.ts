import { gzipSync } from 'node:zlib';
import { jsonText } from '../json-text.js';
import { shortOddText } from '../odd-values.js';
import type { Random } from '../random.js';
import type { Draft } from '../request.js';
import type { Mutation } from './mutation.js';

const TYPES = [
  ...[
    '',
    'application/json; charset=utf-8',
    'application/json;charset=latin1',
    'APPLICATION/JSON',
    'application/merge-patch+json',
  ],
  ...[
    'application/x-www-form-urlencoded',
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=edge',
    'json',
    '*/*',
    ';',
    'a/b;',
  ],
];
const ENCODINGS = ['gzip', 'x-gzip', 'br', 'deflate', 'identity', 'gzip, gzip', 'zstd', '', 'GZIP'];
const ODD: Readonly<Record<string, readonly string[]>> = {
  prefer: [
    'wait',
    'wait=',
    'wait=0',
    'wait=61',
    'wait=1.5',
    'wait="x"y',
    `wait=${' '.repeat(3_000)}"1"y`,
    'respond-async',
    ', ,;',
    'WAIT = "1"',
  ],
  'idempotency-key': [
    '',
    ' ',
    'a',
    'k'.repeat(255),
    'k'.repeat(256),
    'a b',
    '\u00e9',
    'same-key-of-many',
    'another-key',
  ],
  'last-event-id': ['', '0', '-1', '1', '9999999999999999', '99999999999999999', '1e3', 'abc', ' 5', '00'],
  range: [
    'bytes=0-0',
    'bytes=-1',
    'bytes=5-1',
    'bytes=999999999-',
    'bytes=0-1,3-4',
    'bytes=-',
    'chars=0-1',
    'bytes=0-99999999999999999999',
    'bytes',
  ],
  'if-none-match': ['*', '""', 'W/"x"', '"a", "b"', ','],
  accept: ['text/html', 'application/xml', '*/*;q=0', '', 'x'],
  authorization: ['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'bearer '],
  'x-api-key': ['', 'wrong'],
  'x-request-id': ['', 'mine', 'a b', 'x'.repeat(129), '<script>'],
  traceparent: [
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0-0-0',
    'x',
    'ff-00000000000000000000000000000000-0000000000000000-00',
  ],
  origin: ['https://evil.example', 'null', 'x', 'http://localhost:3000'],
  'sec-fetch-site': ['cross-site', 'same-site', 'same-origin', 'none', 'x'],
  'x-http-method-override': ['DELETE'],
  'x-forwarded-for': ['1.2.3.4', ',', '::1, x'],
  'accept-encoding': ['gzip', 'br', '*', 'x'],
  cookie: ['a=b; __proto__=c', ';;;='],
};

/** For headers, and what they say about the body. */
export const HEADER_MUTATIONS: readonly Mutation[] = [
  (draft, random) => withHeader(draft, ...random.pick(entriesOf(random))),
  (draft, random) => withHeader(draft, ...random.pick(entriesOf(random))),
  (draft, random) => withHeader(draft, random.pick(Object.keys(ODD)), headerText(shortOddText(random))),
  (draft, random) => withHeader(draft, 'content-type', random.pick(TYPES)),
  ({ headers: { 'content-type': _, ...headers }, ...draft }) => ({ ...draft, headers }),
  (draft, random) => withHeader(withBody(draft, random), 'content-encoding', random.pick(ENCODINGS)),
  (draft, random) => withBody(draft, random),
  gzipped,
];

function entriesOf(random: Random): [string, string][] {
  const [name, values] = random.pick(Object.entries(ODD));
  return values.map((value) => [name, headerText(value)]);
}

function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: { ...draft.headers, [name]: value } };
}

/** A body, also where none belongs. */
function withBody(draft: Draft, random: Random): Draft {
  if (draft.json !== undefined || draft.bytes) return draft;
  const body = {
    ...draft,
    bytes: Buffer.from(random.pick(['', '{}', 'null', '{"a":1}', 'a=b', 'x', '[', '\0'])),
  };
  return random.chance(0.5)
    ? withHeader(body, 'content-type', random.pick(['application/json', ...TYPES]))
    : body;
}

function gzipped(draft: Draft, random: Random): Draft {
  const bytes = gzipSync(
    random.chance(0.1)
      ? Buffer.alloc(3_000_000, ' ')
      : (draft.bytes ?? Buffer.from(jsonText(draft.json ?? null))),
  );
  return withHeader(
    { ...draft, bytes: random.chance(0.3) ? bytes.subarray(0, random.whole(0, bytes.length)) : bytes },
    'content-encoding',
    'gzip',
  );
}

/** What may stand in a header at all; the rest is for tests of raw sockets. */
function headerText(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
