import { InputRefused } from '@app/tasks';
import { hashOfBody } from '@app/submissions';
import { idempotencyKeyOf } from './idempotency-key.js';

const request = (key: string | undefined, name?: string) =>
  ({ headers: { 'idempotency-key': key }, apiKey: name ? { name } : null }) as unknown as Parameters<
    typeof idempotencyKeyOf
  >[0];

describe('idempotencyKeyOf', () => {
  it('is null without the header', () => expect(idempotencyKeyOf(request(undefined))).toBeNull());

  it.each(['a', '!~', '"8e03978e-40d5-43dd-bc93-6894a57f9324"', 'x'.repeat(255)])('takes %s', (key) =>
    expect(idempotencyKeyOf(request(key))).toEqual({ caller: '', key }),
  );

  it('belongs to the caller', () =>
    expect(idempotencyKeyOf(request('a', 'ops'))).toEqual({ caller: 'ops', key: 'a' }));

  it.each(['', ' ', 'a b', 'ä', 'a\t', 'x'.repeat(256), 'one, two'])('refuses "%s"', (key) =>
    expect(() => idempotencyKeyOf(request(key))).toThrow(InputRefused),
  );
});

describe('hashOfBody', () => {
  it('does not see the order of keys, at any depth', () =>
    expect(hashOfBody({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      hashOfBody({ b: { d: null, c: [1, 2] }, a: 1 }),
    ));

  it.each([[{ a: 2 }], [{ a: '1' }], [{ a: 1, b: null }], [[{ a: 1 }]]])('tells %j from another', (other) =>
    expect(hashOfBody(other)).not.toBe(hashOfBody({ a: 1 })),
  );
});
