import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Configuration, ConfigurationError, loadConfiguration } from '@app/config';
import { EmbeddedPostgresError } from '@app/embedded-postgres';
import { createLogger, type Logger } from '@app/observability';
import { Local, type PartName } from './local.js';
import { StartError } from './start-error.js';
import { programFolders } from './program-folders.js';
import { SpareStarter } from './spare/spare-starter.mjs';
import { PLAIN_STARTER, type Starter } from './starter.js';
import { OwnTypesWatch } from './watch/own-types-watch.js';

/**
 * One Ctrl-C arrives twice under npm: from the terminal, which signals every process, and from npm, which
 * passes it on. Only a signal that comes later is a person's second one.
 */
const SAME_SIGNAL_MS = 1_000;

const FILES = {
  api: fileURLToPath(new URL('../../api/src/main.js', import.meta.url)),
  worker: fileURLToPath(new URL('../../worker/src/main.js', import.meta.url)),
  programs: programFolders(),
};

export interface RunOptions {
  /** Whether what is saved of the users' task types runs at once. */
  readonly watch?: boolean;
  readonly newStarter?: (part: PartName) => Starter;
}

/**
 * Starts everything on this machine, until a signal ends it, and this process with it. What cannot start ends
 * it with exit code 1.
 */
export async function runLocal({ watch = false, newStarter }: RunOptions = {}): Promise<Local> {
  try {
    const configuration = loadConfiguration();
    const logger = createLogger({ ...configuration.log, secrets: configuration.secrets }, 'local');
    const show = (text: string): void => void process.stdout.write(text);
    const ownTypes = new OwnTypesWatch(show);
    const local = new Local(
      configuration,
      process.env,
      logger,
      { ...FILES, programs: [...FILES.programs, ...foldersOf(configuration)] },
      show,
      newStarter ?? ((part) => starterOf(part, watch)),
      (part, message) => ownTypes.hear(part, message),
    );
    await startUntilSignal(local, logger);
    if (watch) await ownTypes.start(local, configuration.taskTypes);
    return local;
  } catch (error) {
    return fail(error);
  }
}

/** A worker that is replaced often has a spare, which has loaded all that is ours. */
function starterOf(part: PartName, watch: boolean): Starter {
  return watch && part === 'worker' ? new SpareStarter({ oursStay: true }) : PLAIN_STARTER;
}

/** Whoever API and worker run as must read the users' task types. */
function foldersOf({ taskTypes }: Configuration): string[] {
  return taskTypes.map((entry) => resolve(entry)).filter((path) => existsSync(path));
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
