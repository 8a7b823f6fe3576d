import { isDatabaseAway, isRefusedData } from './database-errors.js';

describe('an error of the database', () => {
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
    expect([isRefusedData({ driverError: { code: '22P05' } }), isRefusedData({ code: '42601' })]).toEqual([
      true,
      false,
    ]));
});
