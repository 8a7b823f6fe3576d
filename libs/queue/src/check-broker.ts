import { type Configuration, ConfigurationError } from '@app/config';
import { connectRedis } from './redis-connection.js';
import { unfitness } from './redis-fitness.js';

const LIMIT_MS = 2_000;

/**
 * Asks Redis at the start whether it can be the broker. One that is away is left for later: see `onRefused`
 * of createBroker.
 * @throws ConfigurationError
 */
export async function checkBroker({ redis }: Pick<Configuration, 'redis'>): Promise<void> {
  if (!redis) return;
  const connection = connectRedis(redis, {
    lazyConnect: true,
    connectTimeout: LIMIT_MS,
    commandTimeout: LIMIT_MS,
    retryStrategy: () => null,
  });
  connection.on('error', () => undefined);
  try {
    await connection.connect();
    const problem = await unfitness(connection, redis);
    if (problem) throw new ConfigurationError([problem]);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
  } finally {
    connection.disconnect();
  }
}
