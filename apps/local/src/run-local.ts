import { fileURLToPath } from 'node:url';
import { ConfigurationError, loadConfiguration } from '@app/config';
import { EmbeddedPostgresError } from '@app/embedded-postgres';
import { createLogger, type Logger } from '@app/observability';
import { Local } from './local.js';
import { StartError } from './start-error.js';
import type { Starter } from './starter.js';

/**
 * One Ctrl-C arrives twice under npm: from the terminal, which signals every process, and from npm, which
 * passes it on. Only a signal that comes later is a person's second one.
 */
const SAME_SIGNAL_MS = 1_000;

const FILES = {
  api: fileURLToPath(new URL('../../api/src/main.js', import.meta.url)),
  worker: fileURLToPath(new URL('../../worker/src/main.js', import.meta.url)),
  programs: ['../../..', '../../../../node_modules'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  ),
};

/**
 * Starts everything on this machine, until a signal ends it, and this process with it. What cannot start ends
 * it with exit code 1.
 */
export async function runLocal(newStarter?: () => Starter): Promise<Local> {
  try {
    const configuration = loadConfiguration();
    const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, 'local');
    const local = new Local(
      configuration,
      process.env,
      logger,
      FILES,
      (text) => process.stdout.write(text),
      newStarter,
    );
    await startUntilSignal(local, logger);
    return local;
  } catch (error) {
    return fail(error);
  }
}

async function startUntilSignal(local: Local, logger: Logger): Promise<void> {
  let stoppedAt = 0;
  const stop = async (): Promise<void> => {
    if (stoppedAt) return Date.now() - stoppedAt > SAME_SIGNAL_MS ? local.hurry() : undefined;
    stoppedAt = Date.now();
    logger.info('stopping; once more to stop at once');
    await local.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop().catch(fail));
  try {
    await local.start();
  } catch (error) {
    if (stoppedAt) return;
    stoppedAt = Date.now();
    await local.stop();
    throw error;
  }
}

function fail(error: unknown): never {
  const isExpected =
    error instanceof ConfigurationError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exit(1);
}
