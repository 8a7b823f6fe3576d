import { type Configuration, directDatabaseUrl } from '@app/config';
import { type Logger, RateLimited } from '@app/observability';
import { prepareDatabase } from '@app/persistence';

/**
 * Waits for the database and brings its tables up to date, one process after the other; the log has what it
 * waits for.
 * @throws DatabaseBusy when others held it up for MIGRATION_WAIT_SECONDS, or what a migration failed with
 */
export async function updateDatabase(configuration: Configuration, logger: Logger): Promise<void> {
  const [waiting, blocked] = [new RateLimited(5_000), new RateLimited(5_000)];
  await prepareDatabase(directDatabaseUrl(configuration), {
    updateWaitMs: configuration.migrationWaitMs,
    onWait: (error) => waiting.run(() => logger.warn({ err: error }, 'waiting for the database')),
    onBlocked: (wait) =>
      blocked.run(() => logger.warn(wait, 'the update of the database waits for other sessions')),
  });
}
