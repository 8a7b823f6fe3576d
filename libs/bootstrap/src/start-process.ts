import type { Server } from 'node:http';
import { type Configuration, ConfigurationError } from '@app/config';
import { createLogger, exitWithParent, obeyKeeper } from '@app/observability';
import { closeOnSignal } from './close-on-signal.js';
import { configurationOf, type ProcessOptions } from './process-options.js';
import { startApplication } from './start-application.js';
import { UnhandledErrors } from './unhandled-errors.js';
import { useProxies } from './use-proxies.js';

/**
 * Starts a process of the product: configuration, logger, database and its migrations, broker, then the
 * application. A configuration that cannot be used ends the process with exit code 1 and says which variable
 * is wrong.
 */
export async function startProcess(options: ProcessOptions): Promise<void> {
  const configuration = await configurationOrExit(options);
  const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, options.name);
  exitWithParent();
  const unhandled = new UnhandledErrors(logger, options.onUnhandled);
  try {
    await useProxies(configuration);
    const started = await startApplication(options, {
      configuration,
      logger,
      onRefused: (error) => void refuse(error),
    });
    unhandled.watch(started.application);
    const { application } = started;
    obeyKeeper(application.getHttpServer() as Server, options.orders?.(application) ?? null);
    closeOnSignal(started, logger, configuration.worker.drainMs);
  } catch (error) {
    if (error instanceof ConfigurationError) return refuse(error);
    logger.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

async function configurationOrExit(options: ProcessOptions): Promise<Configuration> {
  try {
    return configurationOf(options, process.env, process.argv.slice(2));
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
