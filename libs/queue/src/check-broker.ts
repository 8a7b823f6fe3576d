import { type Configuration, ConfigurationError } from '@app/config';
import { Redis } from 'ioredis';

const LIMIT_MS = 2_000;

/**
 * Asks Redis whether it has the database that REDIS_URL names. A client that is refused it works on in
 * database 0, in silence, and so do all that BullMQ makes of it. A Redis that is away is left for later: see
 * `onMissingDatabase` of createBroker.
 * @throws ConfigurationError
 */
export async function checkBroker({ redisUrl }: Pick<Configuration, 'redisUrl'>): Promise<void> {
  if (!redisUrl) return;
  const connection = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: LIMIT_MS,
    commandTimeout: LIMIT_MS,
    retryStrategy: () => null,
  });
  connection.on('error', () => undefined);
  try {
    await connection.connect();
    if (await lacksDatabase(connection)) throw new ConfigurationError([MISSING_DATABASE]);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
  } finally {
    connection.disconnect();
  }
}

export const MISSING_DATABASE =
  'REDIS_URL: the server has no database with this number; with its default settings it has 0 to 15';

/** Whether the server refuses the database that a connection is to use. @throws where it does not answer */
export async function lacksDatabase(connection: Redis): Promise<boolean> {
  const { db = 0 } = connection.options;
  if (Number(db) === 0) return false;
  return connection.select(db).then(
    () => false,
    (error: Error) => {
      if (/DB index|invalid DB|cluster mode/i.test(error.message)) return true;
      throw error;
    },
  );
}
