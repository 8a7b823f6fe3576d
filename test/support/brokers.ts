import { redisAvailable } from './redis.js';

export type BrokerName = 'postgres' | 'redis';

const ALL: readonly BrokerName[] = ['postgres', 'redis'];

/**
 * Runs the same suite on both brokers. `BROKERS=postgres` narrows it. Without a redis-server the Redis half
 * is reported as skipped, by name; in CI that is a failure.
 */
export function forEachBroker(suite: (broker: BrokerName) => void): void {
  for (const broker of wanted()) {
    const missing = broker === 'redis' && !redisAvailable();
    if (missing && process.env.CI)
      throw new Error('redis-server is missing, and CI must not skip the Redis half of this suite');
    if (missing) describe.skip('on redis (skipped: redis-server is not installed)', () => suite(broker));
    else describe(`on ${broker}`, () => suite(broker));
  }
}

/** Where redis-server is missing these are skipped by name, and in CI they fail. */
export const describeWithRedis: typeof describe =
  redisAvailable() || process.env.CI ? describe : describe.skip;

/**
 * Runs a suite once, on whichever broker: for what does not depend on the broker, whose second run would tell
 * nothing new.
 */
export function onAnyBroker(suite: (broker: BrokerName) => void): void {
  const [broker = 'postgres'] = wanted();
  describe(`on ${broker}`, () => suite(broker));
}

function wanted(): readonly BrokerName[] {
  const named = process.env.BROKERS?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = named?.find((name) => !ALL.some((broker) => broker === name));
  if (unknown) throw new Error(`BROKERS names "${unknown}"; known are ${ALL.join(', ')}`);
  return named?.length ? ALL.filter((broker) => named.includes(broker)) : ALL;
}
