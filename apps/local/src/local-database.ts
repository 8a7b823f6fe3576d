import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgres, type ServerUser } from '@app/embedded-postgres';
import type { Logger } from '@app/observability';
import { BackOff } from './back-off.js';

/**
 * The embedded PostgreSQL, brought back on the same port whenever it dies, so that DATABASE_URL stays true.
 */
export class LocalDatabase {
  private readonly postgres: EmbeddedPostgres;
  private readonly stopping = new AbortController();
  private readonly backOff = new BackOff();
  private startedAt = 0;
  private starting: Promise<void> = Promise.resolve();

  /** @param orphanGraceMs how long it outlives us while a worker drains */
  constructor(
    dataDir: string,
    orphanGraceMs: number,
    private readonly logger: Logger,
  ) {
    this.postgres = new EmbeddedPostgres({
      folder: join(dataDir, 'postgres'),
      database: 'task_runner',
      orphanGraceMs,
      onDeath: (reason) => {
        this.starting = this.revive(reason);
      },
      onUpgrade: (message) => logger.info(message),
      onLeftover: () => logger.info('the last start still ends its work; waiting for it'),
    });
  }

  get url(): string {
    return this.postgres.url;
  }

  /** Where it is. */
  get folder(): string {
    return this.postgres.folder;
  }

  /** Who it runs as; null: as we do. */
  get user(): ServerUser | null {
    return this.postgres.user;
  }

  get lifeline(): Writable | null {
    return this.postgres.lifeline;
  }

  /** @throws EmbeddedPostgresError */
  start(): Promise<void> {
    const start = this.launch();
    this.starting = start.catch(() => undefined); // the caller sees it
    return start;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    await this.postgres.stop();
  }

  private async launch(): Promise<void> {
    await this.postgres.start();
    this.startedAt = Date.now();
  }

  private async revive(death: string): Promise<void> {
    for (let reason = death; !this.stopping.signal.aborted;) {
      const delayMs = this.backOff.afterRunning(Date.now() - this.startedAt);
      this.logger.error({ reason, delayMs }, 'PostgreSQL ended and is started again');
      await delay(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      const problem = await this.launch().then(
        () => null,
        (error: Error) => error.message,
      );
      if (!problem) return this.logger.info('PostgreSQL is back');
      reason = problem;
    }
  }
}
