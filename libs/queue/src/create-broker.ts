import type { Configuration } from '@app/config';
import type { Logger } from '@app/observability';
import type { Broker, RefusedBroker } from './broker.js';
import { postgresBroker } from './postgres-broker.js';
import { redisBroker } from './redis-broker.js';

/**
 * Redis where REDIS_URL names one, else the task database. Also tells BullMQ which of its backends to use.
 */
export function createBroker(
  configuration: Configuration,
  logger: Logger,
  onRefused: RefusedBroker = () => undefined,
): Broker {
  const { redis, queuePrefix } = configuration;
  return redis ? redisBroker(redis, queuePrefix, logger, onRefused) : postgresBroker(configuration, logger);
}
