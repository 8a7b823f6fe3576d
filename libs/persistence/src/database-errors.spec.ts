import { SilentConnection } from './connections/silent-connection.js';
import {
  isDatabaseAway,
  isDataError,
  isDuplicate,
  isLockTimeout,
  isOutOfTime,
  isRefusal,
  isTooMuch,
  isUnstorable,
  mayBeTooLarge,
} from './database-errors.js';

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

describe('an error that stopped a request', () => {
  it.each([
    { code: 'ECONNREFUSED' },
    { driverError: { code: '57P01' } },
    { code: '53300' },
    { code: '08006' },
    { message: 'Connection terminated unexpectedly' },
    { message: 'timeout exceeded when trying to connect' },
    { errors: [{ code: 'ECONNREFUSED' }] },
    { cause: { message: 'Driver not Connected' } },
  ])('%j says that it is away', (error) => expect(isDatabaseAway(error)).toBe(true));

  it.each([{ code: '42601' }, { message: 'boom' }, null, 'text'])('%j does not', (error) =>
    expect(isDatabaseAway(error)).toBe(false),
  );

  it('tells a value that cannot be held', () =>
    expect([isUnstorable({ driverError: { code: '22P05' } }), isUnstorable({ code: '42601' })]).toEqual([
      true,
      false,
    ]));
});

describe('an error that a statement expects', () => {
  it('is known by its name, wrapped or not', () => {
    expect([isLockTimeout({ code: '55P03' }), isLockTimeout({ driverError: { code: '55P03' } })]).toEqual([
      true,
      true,
    ]);
    expect([isOutOfTime({ driverError: { code: '57014' } }), isOutOfTime({ code: '57P01' })]).toEqual([
      true,
      false,
    ]);
  });

  it('names the constraint that a duplicate violates', () => {
    const duplicate = { driverError: { code: '23505', constraint: 'schedules_name' } };
    expect([isDuplicate(duplicate, 'schedules_name'), isDuplicate(duplicate, 'schedules_pkey')]).toEqual([
      true,
      false,
    ]);
    expect(
      isDuplicate({ driverError: { code: '23503', constraint: 'schedules_name' } }, 'schedules_name'),
    ).toBe(false);
  });
});
