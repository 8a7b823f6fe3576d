import { SilentConnection } from './connections/silent-connection.js';
import { isDataError, isRefusal, isTooMuch, mayBeTooLarge } from './refused-data.js';

describe('an error of PostgreSQL', () => {
  it.each([
    ['54000', true, true], // 256 MB of jsonb, an index entry that is too large
    ['22P05', true, true],
    ['23514', true, true],
    ['21000', true, true],
    ['XX000', false, true],
    ['42P01', false, true],
    ['57014', false, false],
    ['40001', false, false],
    ['53300', false, false],
    ['25006', false, false],
    ['08006', false, false],
    ['ECONNRESET', false, false],
    ['EPIPE', false, false],
    [undefined, false, false],
  ])('%s: data %s, refusal %s', (code, data, refusal) => {
    expect([isDataError({ code }), isRefusal({ driverError: { code } })]).toEqual([data, refusal]);
    expect(isTooMuch({ driverError: { code } })).toBe(code === '54000');
  });

  it.each([
    ['57014', true],
    ['53200', true],
    ['57P01', false],
    ['ECONNREFUSED', false],
  ])('%s: may be too large %s', (code, large) =>
    expect(mayBeTooLarge({ driverError: { code } })).toBe(large),
  );

  it('may be no error of PostgreSQL at all', () => {
    expect(isRefusal(new RangeError('Invalid string length'))).toBe(true); // it could not be sent
    expect([isRefusal(new SilentConnection('x')), mayBeTooLarge(new SilentConnection('x'))]).toEqual([
      false,
      true,
    ]);
    expect([isRefusal(null), isDataError(undefined), mayBeTooLarge('x')]).toEqual([false, false, false]);
  });
});
