import { jest } from '@jest/globals';
import { storableResult } from './result-json.js';

const MAX = 10_000;
const cycleFree = { a: 1 };
const fault = (result: unknown): object => {
  try {
    return { stored: storableResult(result, MAX).value };
  } catch (error) {
    const { code, message, retryable } = error as { code: string; message: string; retryable: boolean };
    return { code, message, retryable };
  }
};
const refused = (message: string): object => ({
  code: 'internal',
  retryable: false,
  message: expect.stringContaining(message),
});

describe("a handler's result", () => {
  const cycle: Record<string, unknown> = { name: 'a' };
  cycle['list'] = [cycle];
  const nested = (depth: number): unknown =>
    Array.from({ length: depth }).reduce<unknown>((inner) => ({ a: inner }), 1);

  it.each([
    ['undefined', undefined, "The handler's result is no JSON: it is undefined."],
    ['a function', () => 1, 'is a function'],
    [
      'a BigInt',
      { total: { cents: 1n } },
      '"total.cents" in the handler\'s result is no JSON: it is a BigInt',
    ],
    ['a cycle', cycle, '"list.0" in the handler\'s result is no JSON: it leads back to itself'],
    ['NaN', { rows: [{ mean: NaN }] }, '"rows.0.mean" in the handler\'s result is no JSON: it is NaN'],
    ['1e400', { value: JSON.parse('1e400') }, 'is Infinity'],
    ['a nested function', { run: () => 1 }, '"run" in'],
    ['a forgotten await', { page: Promise.resolve(1) }, 'is a Promise: await it'],
    ['a Map', { counts: new Map() }, 'is a Map'],
    ['a symbol', { kind: Symbol('x') }, 'is a symbol'],
    ['great depth', nested(600), 'nested more than 512'],
    ['a depth beyond the stack', nested(100_000), 'nested more than 512'],
    [
      'a toJSON that throws',
      { toJSON: () => JSON.parse('{') as unknown },
      'could not be written (SyntaxError)',
    ],
  ])('that is %s fails once and says what is wrong', (_, result, message) =>
    expect(fault(result)).toEqual(refused(message)),
  );

  it.each([
    ['an object', { a: 1, b: [true, null, -0.5, 1e300] }],
    ['a list', [1, 'x']],
    ['text', 'x'],
    ['null', null],
    ['the same object twice', [cycleFree, cycleFree]],
    ['depth', nested(100)],
  ])('that is %s is kept as it is', (_, result) => expect(storableResult(result, MAX).value).toEqual(result));

  it('leaves optional fields out and takes dates as text, as JSON does', () => {
    expect(storableResult({ a: undefined, at: new Date(0) }, MAX).value).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('is made storable in its texts and its keys', () => {
    expect(storableResult({ 'k\0ey': ['a\0b\ud83d'], '\udc00': { x: '😀' } }, MAX).value).toEqual({
      key: ['ab\ufffd'],
      '\ufffd': { x: '😀' },
    });
  });

  it('has a size, counted in bytes of JSON', () => {
    const tooLarge = {
      code: 'result_too_large',
      retryable: false,
      message: expect.stringContaining('Keep it as a file'),
    };
    expect(fault({ text: 'x'.repeat(MAX - 11) })).toEqual({ stored: expect.anything() });
    expect(fault({ text: 'x'.repeat(MAX - 10) })).toEqual(tooLarge);
    expect(fault({ text: '世'.repeat(MAX / 2) })).toEqual(tooLarge);
    expect(fault(new Array(MAX))).toEqual(tooLarge);
  });

  it('has no value compared with all that are around it', () => {
    let deep: unknown = Array.from({ length: 1_000 }, () => [[]]);
    for (let level = 0; level < 400; level += 1) deep = [deep];
    const some = jest.spyOn(Array.prototype, 'some');
    expect(storableResult(deep, MAX).bytes).toBeGreaterThan(5_000);
    expect(some).not.toHaveBeenCalled();
    some.mockRestore();
  });

  it('is not walked to its end once it is too large', () => {
    let seen = 0;
    const endless = { get: () => 0 };
    const list = Array.from({ length: 1_000_000 }, () => ({ toJSON: () => ((seen += 1), endless) }));
    expect(fault(list)).toMatchObject({ code: 'internal' }); // its first member holds a function
    const numbers = Array.from({ length: 1_000_000 }, () => ({ toJSON: () => ((seen += 1), 1) }));
    expect(fault(numbers)).toMatchObject({ code: 'result_too_large' });
    expect(seen).toBeLessThan(10_000);
  });
});
