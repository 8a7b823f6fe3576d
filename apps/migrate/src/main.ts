import 'reflect-metadata';
import { updateDatabase } from '@app/bootstrap';
import { ConfigurationError, loadConfiguration, requireDatabaseUrl } from '@app/config';
import { createLogger } from '@app/observability';

/**
 * Brings the tables of DATABASE_URL up to date and ends, such as before a rollout: exit code 0 where they
 * are, 1 where they could not be brought there. Processes that start later find nothing to do.
 */
try {
  const configuration = loadConfiguration();
  requireDatabaseUrl(configuration);
  const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, 'migrate');
  await updateDatabase(configuration, logger).then(
    () => logger.info('the database is up to date'),
    (error: unknown) => {
      logger.fatal({ err: error }, 'could not bring the database up to date');
      process.exitCode = 1;
    },
  );
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
