import { InputRefused, pathText } from '@app/tasks';
import { isExact } from './exact-number.js';
import { JsonScan } from './json-scan.js';
import { valueOf } from './json-text.js';

/** A text that counts how many of its characters are looked at. */
class CountedText {
  looks = 0;
  constructor(private readonly text: string) {}
  get length(): number {
    return this.text.length;
  }
  charCodeAt(index: number): number {
    this.looks += 1;
    return this.text.charCodeAt(index);
  }
  indexOf(searched: string, from: number): number {
    const found = this.text.indexOf(searched, from);
    this.looks += (found < 0 ? this.text.length : found) - from;
    return found;
  }
  slice(from: number, to: number): string {
    this.looks += to - from;
    return this.text.slice(from, to);
  }
}

const problemIn = (text: string, most = 1_000): string | null => {
  try {
    valueOf(text, most);
    return null;
  } catch (error) {
    if (!(error instanceof InputRefused)) return (error as Error).message;
    return error.problems.map(({ path, message }) => `${pathText(path)}: ${message}`).join();
  }
};

describe('a number that a double holds', () => {
  it.each([
    '0',
    '-0',
    '0.1',
    '1.10',
    '-1e2',
    '1e23',
    '9007199254740992',
    '9007199254740994',
    '0.30000000000000004',
    '5e-324',
    '1.7976931348623157e308',
    '123456789012345680000',
    '0.000000',
    '0e-999',
    '0.1000000000000000055511151231257827021181583404541015625',
    '100000000000000000000000000',
  ])('takes %s', (text) => expect(isExact(text)).toBe(true));

  it.each([
    '1e400',
    '-1e400',
    '9007199254740993',
    '12345678901234567890',
    '1e-400',
    '3.14159265358979323846',
    '1.23456789e-320',
    '9'.repeat(400),
    `0.${'3'.repeat(200)}`,
  ])('refuses %s', (text) => expect(isExact(text)).toBe(false));

  it('is what any double is written as', () => {
    let seed = 42;
    const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const doubles = Array.from(
      { length: 5_000 },
      () => (random() - 0.5) * 10 ** Math.floor(random() * 600 - 300),
    );
    expect(
      doubles.filter((value) => !isExact(JSON.stringify(value)) || !isExact(value.toPrecision(17))),
    ).toEqual([]);
  });
});

describe('a JSON text', () => {
  it.each([
    '{}',
    '[]',
    '5',
    '"x"',
    'null',
    ' {"a" : [1, {"b" : "c\\"d,}"}, true ] } ',
    '{"":{"":1}}',
    '[[[]],[],{}]',
    '{"a":"__proto__"}',
    '{"constructor":5}',
    '{"prototype":{"constructor":1}}',
    '"\\\\"',
  ])('%s is read as JSON.parse reads it', (text) => expect(valueOf(text, 1_000)).toEqual(JSON.parse(text)));

  it.each(['', '{', '{"a":', '[1,]', '{"a" "b"}', 'tru', '"x', '{"a":1}}', '"\\u12"', '{"\\u12":1}'])(
    '%s is no JSON',
    (text) => expect(problemIn(text)).toMatch(/^The body is not valid JSON/),
  );

  it.each([
    ['{"id":9007199254740993}', 'id: is a number'],
    ['{"tasks":[{},{"input":{"list":[1,2,1e400]}}]}', 'tasks.1.input.list.2: is a number'],
    ['1e400', ': is a number'],
    ['{"a":{"x":1},"b":[[1],[2,12345678901234567890]]}', 'b.1.1: is a number'],
    ['{"input":{"__proto__":{}}}', 'input.__proto__: is a key'],
    ['{"input":{"\\u005f_proto__":{}}}', 'input.__proto__: is a key'],
    ['{"constructor":{"prototype":{}}}', 'constructor.prototype: is a key'],
  ])('%s is refused at its place', (text, expected) =>
    expect(problemIn(text)?.startsWith(expected)).toBe(true),
  );

  it('counts values and levels before it makes any', () => {
    expect(problemIn(`[${'1,'.repeat(999)}1]`, 1_000)).toMatch(/^: has too many values: 1000 at most/);
    expect(problemIn(`[${'1,'.repeat(998)}1]`, 1_000)).toBeNull();
    expect(problemIn('['.repeat(64) + ']'.repeat(64))).toBeNull();
    expect(problemIn('['.repeat(65) + ']'.repeat(65))).toMatch(/^: is nested too deeply/);
  });

  it.each([
    ['backslashes', `"${'\\\\'.repeat(1_000_000)}"`],
    ['quotes', `"${'\\"'.repeat(1_000_000)}"`],
    ['digits', '1'.repeat(2_000_000)],
    ['zeros', `0.${'0'.repeat(2_000_000)}1`],
    ['blanks', ' '.repeat(2_000_000)],
    ['a long key', `{"${'k'.repeat(2_000_000)}":1e400}`],
  ])('looks at each character of 2 million %s a few times only', (_, text) => {
    const counted = new CountedText(text);
    new JsonScan(counted as unknown as string, 1_000).problem();
    expect(counted.looks).toBeLessThan(3 * text.length);
  });
});
