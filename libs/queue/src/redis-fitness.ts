import type { RedisAddress } from '@app/config';
import type { Redis } from 'ioredis';
import type { RedisConnection } from './redis-connection.js';

const NO_DATABASE =
  'REDIS_URL: the server has no database with this number; with its default settings it has 0 to 15';

const evicts = (policy: string): string =>
  `REDIS_URL: this Redis throws keys away when it is full, and with them deliveries (maxmemory-policy ${policy}); set maxmemory-policy noeviction`;

/**
 * Why a Redis that answers can never be the broker; null where it can.
 *
 * A client that is refused its database works on in database 0, in silence, and so do all that BullMQ makes
 * of it.
 * @throws where it does not answer
 */
export async function unfitness(
  connection: RedisConnection,
  { database }: Pick<RedisAddress, 'database'>,
): Promise<string | null> {
  if ('nodes' in connection) return mostUnfit(connection.nodes('master'));
  if (database !== 0 && (await lacksDatabase(connection, database))) return NO_DATABASE;
  return mostUnfit([connection]);
}

async function mostUnfit(servers: readonly Redis[]): Promise<string | null> {
  const policies = await Promise.all(servers.map(evictionPolicy));
  const policy = policies.find((one) => one !== 'noeviction');
  return policy ? evicts(policy) : null;
}

/** By INFO, which services that let nobody use CONFIG have too. */
async function evictionPolicy(server: Redis): Promise<string> {
  const [, policy] = /^maxmemory_policy:([\w-]+)/m.exec(await server.info('memory')) ?? [];
  return policy ?? 'noeviction'; // of a server that knows no policies
}

function lacksDatabase(connection: Redis, database: number): Promise<boolean> {
  return connection.select(database).then(
    () => false,
    (error: Error) => {
      if (/DB index|invalid DB|cluster mode/i.test(error.message)) return true;
      throw error;
    },
  );
}
