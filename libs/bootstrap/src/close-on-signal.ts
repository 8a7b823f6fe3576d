import type { Logger } from '@app/observability';

/**
 * Beyond the time that running tasks have: for giving back and saying goodbye. Compose kills 15 s after that
 * time.
 */
const CLOSE_LIMIT_MS = 13_000;

/**
 * Closes on the first signal that asks for it, then ends the process. Nest's own shutdown hooks would end it
 * before the broker's connections are closed. Each step of closing has its own limit; with a server that is
 * silent they add up, so all of them together have one, too.
 * @param drainMs how long running tasks may go on
 */
export function closeOnSignal(
  started: { close(): Promise<void> },
  logger: Logger,
  drainMs: number,
  end: { on(signal: NodeJS.Signals, hear: () => void): unknown; exit(code: number): void } = process,
): void {
  let closing = false;
  const close = async (signal: NodeJS.Signals): Promise<void> => {
    if (closing) return;
    closing = true;
    logger.info({ signal }, 'stopping');
    const limitMs = drainMs + CLOSE_LIMIT_MS;
    setTimeout(() => {
      logger.error({ limitMs }, 'did not stop in time: a server does not answer; ends as it is');
      end.exit(1);
    }, limitMs).unref();
    await started.close();
    logger.info('stopped');
    end.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) end.on(signal, () => void close(signal));
}
