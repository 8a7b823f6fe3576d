import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { type Configuration, ConfigurationError, directDatabaseUrl, loadConfiguration, requireDatabaseUrl } from '@app/config';
import { createLogger, exitWithParent, type Logger, RateLimited, startTracing, type Tracing } from '@app/observability';
import { clockSkewMs, endsLongStatements, prepareDatabase } from '@app/persistence';
import { type Broker, checkBroker, createBroker } from '@app/queue';
import { UnhandledErrors, type UnhandledHandler } from './unhandled-errors.js';
import { useProxies } from './use-proxies.js';

const SKEW_WARNING_MS = 2_000;
const CLOSE_LIMIT_MS = 5_000;

/** What a process has before Nest creates anything. */
export interface ProcessBase {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly broker: Broker;
  readonly tracing: Tracing;
}

export interface ProcessOptions {
  readonly name: 'api' | 'worker';
  /** Command-line flags as the variables they stand for. */
  readonly flags?: () => Record<string, string>;
  /** A reason not to start, such as an API that would stand open; null where there is none. */
  readonly problem?: (configuration: Configuration) => string | null;
  /** What is done about errors that nobody handled; without it they end the process. */
  readonly onUnhandled?: UnhandledHandler;
  /** Creates the application and starts to listen. */
  readonly start: (base: ProcessBase) => Promise<INestApplication>;
}

/**
 * Starts a process of the product: configuration, logger, database and its migrations, broker, then the application.
 * A configuration that cannot be used ends the process with exit code 1 and says which variable is wrong.
 */
export async function startProcess(options: ProcessOptions): Promise<void> {
  const configuration = await configurationOrExit(options);
  const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, options.name);
  exitWithParent();
  const unhandled = new UnhandledErrors(logger, options.onUnhandled);
  try {
    await useProxies(configuration);
    await checkBroker(configuration);
    await prepare(configuration, logger);
    await warnOfSkew(directDatabaseUrl(configuration), logger);
    await warnOfNoLimit(configuration, logger);
    const tracing = await startTracing(configuration, { name: `task-runner-${options.name}`, version: productVersion() }, logger);
    const base = { configuration, logger, broker: createBroker(configuration, logger, (error) => void refuse(error)), tracing };
    const application = await options.start(base);
    unhandled.watch(application);
    closeOnSignal(application, base);
  } catch (error) {
    if (error instanceof ConfigurationError) return refuse(error);
    logger.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

async function prepare(configuration: Configuration, logger: Logger): Promise<void> {
  const [waiting, blocked] = [new RateLimited(5_000), new RateLimited(5_000)];
  await prepareDatabase(directDatabaseUrl(configuration), {
    updateWaitMs: configuration.migrationWaitMs,
    onWait: (error) => waiting.run(() => logger.warn({ err: error }, 'waiting for the database')),
    onBlocked: (wait) => blocked.run(() => logger.warn(wait, 'the update of the database waits for other sessions')),
  });
}

/** The version of the product, as package.json has it. */
export function productVersion(): string {
  const file = new URL('../../../../package.json', import.meta.url); // the same depth below dist/
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function configurationOrExit({ flags, problem }: ProcessOptions): Promise<Configuration> {
  try {
    const configuration = loadConfiguration(process.env, flags?.());
    requireDatabaseUrl(configuration);
    const reason = problem?.(configuration);
    if (reason) throw new ConfigurationError([reason]);
    return configuration;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return refuse(error);
  }
}

/** Also tells the one that would start us again, as `npm start` does, that it would be in vain. */
async function refuse(error: ConfigurationError): Promise<never> {
  process.stderr.write(`${error.message}\n`);
  if (process.send) await new Promise((sent) => process.send?.('refused', sent));
  process.exit(1);
}

async function warnOfSkew(databaseUrl: string, logger: Logger): Promise<void> {
  const skewMs = Math.round(await clockSkewMs(databaseUrl));
  if (skewMs > SKEW_WARNING_MS) logger.warn({ skewMs }, "this machine's clock differs from the database's; synchronise both with NTP");
}

/** A pooler's sessions are not ours, so that only the role can have the limit. */
async function warnOfNoLimit({ databaseUrl, databaseDirectUrl }: Configuration, logger: Logger): Promise<void> {
  if (!databaseUrl || !databaseDirectUrl || (await endsLongStatements(databaseUrl))) return;
  logger.warn("behind a pooler the server has no limit for statements that we gave up: ALTER ROLE … SET statement_timeout = '30s'");
}

/** Nest's own shutdown hooks would end the process before the broker's connections are closed. */
function closeOnSignal(application: INestApplication, { broker, logger, tracing }: ProcessBase): void {
  let closing = false;
  const close = async (signal: string): Promise<void> => {
    if (closing) return;
    closing = true;
    logger.info({ signal }, 'stopping');
    try {
      await application.close();
      await Promise.race([broker.close(), delay(CLOSE_LIMIT_MS)]);
      await tracing.stop();
    } catch (error) {
      logger.error({ err: error }, 'did not stop cleanly');
    }
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void close(signal));
}
