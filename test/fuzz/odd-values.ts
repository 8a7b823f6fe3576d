import { RawJson } from './json-text.js';
import type { Random } from './random.js';

/** Texts that programs stumble over. */
const TEXTS = [
  ...['', ' ', '0', '-1', '1e3', 'null', 'true', 'undefined', 'NaN', '[]', '{}', '[object Object]'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then'],
  ...[
    '\0',
    'a\0b',
    '\u0001\u001f\u007f',
    '\r\n',
    '\ufeff',
    '\u202eabc',
    'e\u0301\u0323',
    '\ud800',
    '\udc00a',
    '\uffff',
    'ﷺ',
    '𝕏',
    '👩‍👩‍👧‍👦',
  ],
  ...[
    "' OR 1=1 --",
    '%',
    '_',
    '\\',
    '%%%',
    '$1',
    ':name',
    '<script>alert(1)</script>',
    '$' + '{7*7}',
    '{{7*7}}',
    '|',
    '&&',
    '../../etc/passwd',
  ],
  ...[
    '2026-02-30T00:00:00Z',
    '2026-12-01',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00.001Z',
  ],
  ...['1970-01-01T00:00:00Z', '294277-01-01T00:00:00Z', '2026-12-01T08:00:00+25:00', '2026-06-30T23:59:60Z'],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '0192000000007000800000000000000',
  ],
  ...[
    '* * * * *',
    '@yearly',
    '0 0 31 2 *',
    '*/0 * * * *',
    '60 * * * *',
    '0 0 29 2 1#5',
    'L * * * *',
    '* * * * * * *',
  ],
  ...[
    'http://[::1]/',
    'http://0x7f.1/',
    'javascript:alert(1)',
    'http://a:b@c:99999',
    'file:///etc/passwd',
    'https://ｅxample.com',
    '//x',
  ],
  ...[
    'a@b',
    '"a b"@c.de',
    '@',
    'a@b@c',
    `${'a'.repeat(64)}@${'b.'.repeat(100)}de`,
    'a@[127.0.0.1]',
    'Ü <ü@ü.de>, b@c.de',
  ],
  ...[
    'UTC',
    'Europe/Atlantis',
    'Etc/GMT+99',
    '+25:00',
    'whsec_',
    'whsec_AAAA',
    '1/0',
    '2^2^2^2^2^99',
    '((((((((1',
    '9'.repeat(400),
  ],
];

/** Numbers at the edges of what JavaScript, PostgreSQL and JSON can hold. */
const NUMBERS = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '0.5',
    '1.5',
    '1e2',
    '1E-7',
    '100',
    '1000',
    '2147483647',
    '2147483648',
    '-2147483649',
    '4294967296',
  ],
  ...[
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '9223372036854775808',
    '1e21',
    '1e308',
    '1e400',
    '-1e400',
    '1e-400',
  ],
  ...[
    '0.1',
    '0.30000000000000004',
    '3.14159265358979323846',
    `1${'0'.repeat(300)}`,
    '31622400000',
    '31622400001',
    '86400001',
  ],
];

const LITERALS = [
  'null',
  'true',
  'false',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"":null}',
  '[{}]',
  '{"a":{"a":{"a":1}}}',
  '{"__proto__":{"a":1}}',
];
const NO_JSON = [
  'NaN',
  'undefined',
  "'a'",
  '01',
  '+1',
  '.5',
  '1.',
  '0x10',
  'True',
  '{a:1}',
  '[1,]',
  '"\\u12"',
  '"\t"',
  '/**/1',
  '',
];

/** A text, now and then a long one. */
export function oddText(random: Random): string {
  if (random.chance(0.05))
    return 'x'.repeat(random.pick([64, 65, 100, 101, 255, 256, 1_000, 1_001, 2_048, 2_049, 10_000, 100_001]));
  if (random.chance(0.05)) return random.pick(TEXTS).repeat(random.whole(2, 50));
  return random.pick(TEXTS);
}

/** A text for a header or a query, where bytes are dear. */
export function shortOddText(random: Random): string {
  return oddText(random).slice(0, 2_000);
}

/** Any JSON value, and now and then what is none. */
export function oddJson(random: Random): RawJson {
  const kind = random.next();
  if (kind < 0.4) return new RawJson(JSON.stringify(oddText(random)));
  if (kind < 0.7) return new RawJson(random.pick(NUMBERS));
  if (kind < 0.92) return new RawJson(random.pick(LITERALS));
  if (kind < 0.95) return new RawJson(random.pick(NO_JSON));
  return new RawJson(random.chance(0.1) ? hugeJson(random) : nestedJson(random));
}

export function oddKey(random: Random): string {
  return JSON.stringify(random.chance(0.5) ? random.pick(TEXTS) : random.letters(random.whole(1, 12)));
}

function nestedJson(random: Random): string {
  const depth = random.pick([10, 31, 32, 33, 64, 100, 1_000, 20_000]);
  return random.chance(0.5)
    ? '['.repeat(depth) + ']'.repeat(depth)
    : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
}

/** As much as a body of 2 MiB has room for, or nearly. */
function hugeJson(random: Random): string {
  const count = random.pick([1_000, 19_000, 20_001, 100_000]);
  if (random.chance(0.3)) return JSON.stringify(random.pick(TEXTS).repeat(count).slice(0, 500_000));
  if (random.chance(0.5)) return `[${Array.from({ length: count }, (_, index) => index).join()}]`;
  return `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`;
}
