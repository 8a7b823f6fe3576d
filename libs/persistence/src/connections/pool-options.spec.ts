import { loadConfiguration } from '@app/config';
import { poolOptions } from './pool-options.js';

describe('how long a pool waits for an answer', () => {
  const limitMs = (variables: Record<string, string>, pool: 'vital' | 'ordinary' | 'slow'): number =>
    poolOptions(loadConfiguration({ DATABASE_URL: 'postgres://localhost/x', ...variables }), pool)
      .answerLimitMs;

  it('has the documented defaults', () => {
    expect([limitMs({}, 'vital'), limitMs({}, 'ordinary'), limitMs({}, 'slow')]).toEqual([
      6_000, 14_000, 32_000,
    ]);
  });

  it('lets what is vital end before a short lease does', () => {
    expect(limitMs({ LEASE_SECONDS: '5' }, 'vital')).toBe(3_000);
  });

  it('waits no longer for a connection than for an answer', () => {
    const options = (variables: Record<string, string>): number | undefined =>
      poolOptions(loadConfiguration({ DATABASE_URL: 'postgres://localhost/x', ...variables }), 'vital')
        .connectionTimeoutMillis;
    expect([options({}), options({ LEASE_SECONDS: '5' })]).toEqual([5_000, 3_000]);
  });
});
