import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { type Configuration, type ConfigurationError, directDatabaseUrl } from '@app/config';
import { type Logger, startTracing } from '@app/observability';
import { clockSkewMs, endsLongStatements } from '@app/persistence';
import { checkBroker, createBroker } from '@app/queue';
import type { ProcessBase, ProcessOptions } from './process-options.js';
import { productVersion } from './product-version.js';
import { updateDatabase } from './update-database.js';

const SKEW_WARNING_MS = 2_000;
const CLOSE_LIMIT_MS = 5_000;

export interface StartedApplication {
  readonly application: INestApplication;
  /** Ends its work as a signal does, and logs where that went wrong. */
  close(): Promise<void>;
}

export interface ApplicationBase {
  readonly configuration: Configuration;
  readonly logger: Logger;
  /** Hears of a configuration that turned out later to be impossible. */
  readonly onRefused: (error: ConfigurationError) => void;
}

/**
 * What a process starts: database and its migrations, broker, then the application. A process may start
 * several.
 */
export async function startApplication(
  options: ProcessOptions,
  { configuration, logger, onRefused }: ApplicationBase,
): Promise<StartedApplication> {
  await options.prepare?.(configuration);
  await checkBroker(configuration);
  await updateDatabase(configuration, logger);
  await warnOfSkew(directDatabaseUrl(configuration), logger);
  await warnOfNoLimit(configuration, logger);
  const tracing = await startTracing(
    configuration,
    { name: `task-runner-${options.name}`, version: productVersion() },
    logger,
  );
  const base = { configuration, logger, broker: createBroker(configuration, logger, onRefused), tracing };
  const application = await options.start(base);
  return { application, close: () => close(application, base) };
}

async function warnOfSkew(databaseUrl: string, logger: Logger): Promise<void> {
  const skewMs = Math.round(await clockSkewMs(databaseUrl));
  if (skewMs > SKEW_WARNING_MS)
    logger.warn({ skewMs }, "this machine's clock differs from the database's; synchronise both with NTP");
}

/** A pooler's sessions are not ours, so that only the role can have the limit. */
async function warnOfNoLimit(
  { databaseUrl, databaseListenUrl }: Configuration,
  logger: Logger,
): Promise<void> {
  if (!databaseUrl || !databaseListenUrl || (await endsLongStatements(databaseUrl))) return;
  logger.warn(
    "behind a pooler the server has no limit for statements that we gave up: ALTER ROLE … SET statement_timeout = '30s'",
  );
}

async function close(application: INestApplication, { broker, logger, tracing }: ProcessBase): Promise<void> {
  try {
    await application.close();
    await Promise.race([broker.close(), delay(CLOSE_LIMIT_MS)]);
    await tracing.stop();
  } catch (error) {
    logger.error({ err: error }, 'did not stop cleanly');
  }
}
