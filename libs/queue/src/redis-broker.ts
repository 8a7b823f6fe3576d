import { ConfigurationError, type RedisAddress } from '@app/config';
import { type Logger, RateLimited } from '@app/observability';
import { createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import type { Broker, RefusedBroker } from './broker.js';
import { asksForReconnect } from './broker-problem.js';
import { connectRedis } from './redis-connection.js';
import { unfitness } from './redis-fitness.js';

const PROBE_SECONDS = 60;
const CONNECT_LIMIT_MS = 5_000;
/**
 * Redis answers at once, but for a consumer that waits for a job: that asks again every 5 s at the latest.
 */
const SILENCE_LIMIT_MS = 7_000;
const KEEP_ALIVE_MS = 10_000;

export function redisBroker(
  address: RedisAddress,
  prefix: string,
  logger: Logger,
  onRefused: RefusedBroker,
): Broker {
  setDefaultBackendFactory(createRedisBackend);
  const errors = new RateLimited(10_000);
  const connection = connectRedis(address, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    reconnectOnError: asksForReconnect,
    connectTimeout: CONNECT_LIMIT_MS,
    socketTimeout: SILENCE_LIMIT_MS,
    keepAlive: KEEP_ALIVE_MS,
  });
  connection.on('error', (error: Error) =>
    errors.run((suppressed) =>
      logger.warn({ err: error, suppressed }, 'Redis cannot be reached; trying again'),
    ),
  );
  connection.on('ready', () => {
    const refused = (problem: string | null): unknown =>
      problem && onRefused(new ConfigurationError([problem]));
    // else it is asked again when it is ready again
    void unfitness(connection, address).then(refused, () => undefined);
  });
  const key = `${prefix}:epoch`;
  return {
    kind: 'redis',
    connection,
    isReady: () => connection.status === 'ready',
    probe: async () => void (await connection.set(`${prefix}:probe`, '1', 'EX', PROBE_SECONDS)),
    readEpoch: () => connection.get(key),
    offerEpoch: async (epoch) =>
      (await connection.set(key, epoch, 'NX')) ? epoch : ((await connection.get(key)) ?? epoch),
    close: async () => connection.disconnect(),
  };
}
