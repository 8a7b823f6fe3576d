import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, directDatabaseUrl } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { CONNECT_LIMIT_MS } from './connections/pool-options.js';
import { surviveLoss } from './connections/session.js';
import { WatchedClient } from './connections/watched-client.js';
import { sql } from './sql.js';

export type Channel =
  | 'queue_settings'
  | 'secret_key'
  | 'task_cancel'
  | 'task_events'
  | 'task_settled'
  | 'task_types'
  | 'webhook_due'
  | 'work_due'
  | 'worker_drain'
  | 'worker_undrain';

const FIRST_PAUSE_MS = 500;
/** Where it is refused again and again, as by a server in recovery. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * One LISTEN connection of the process. What it hears is a hint that comes at once; whoever needs certainty
 * also looks at the tables now and then, since a notification sent while the connection was down is gone.
 */
@Injectable()
export class Notifier implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly heard = new EventEmitter();
  private readonly failures = new RateLimited(10_000);
  private readonly stopping = new AbortController();
  private client: WatchedClient | null = null;
  /** The client, while it can be asked for more channels. */
  private connected: WatchedClient | null = null;
  private ended: Promise<void> = Promise.resolve();
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A process listens only to the channels that somebody has asked for. */
  on(channel: Channel, hear: (payload: string) => void): void {
    const isNew = this.heard.listenerCount(channel) === 0;
    this.heard.on(channel, hear);
    const client = this.connected;
    // and connects again, with all channels
    if (isNew && client) void listenTo(client, channel).catch(() => client.end());
  }

  onApplicationBootstrap(): void {
    this.ended = this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.client?.end();
    await this.ended;
  }

  private async listen(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.listenUntilLost().catch((error: unknown) => this.tell(error));
      await this.pause(this.pauseMs * (0.5 + Math.random()));
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  private tell(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.failures.run((suppressed) =>
      this.logger.warn(
        { err: error, suppressed },
        'lost the connection that listens for notifications; connecting again',
      ),
    );
  }

  /** For a test that does not wait. */
  protected async pause(pauseMs: number): Promise<void> {
    await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** @throws why it could not listen, or no longer can */
  private async listenUntilLost(): Promise<void> {
    const client = new WatchedClient({
      connectionString: directDatabaseUrl(this.configuration),
      application_name: 'task-runner-listen',
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      answerLimitMs: this.configuration.databaseAnswerMs,
      keepAlive: true,
    });
    surviveLoss(client);
    this.client = client;
    try {
      await client.connect();
      client.on('notification', ({ channel, payload }) => this.heard.emit(channel, payload ?? ''));
      const lost = once(client, 'end'); // rejects with what it was lost by
      lost.catch(() => undefined);
      this.connected = client;
      for (const channel of this.heard.eventNames()) await listenTo(client, channel as Channel);
      this.pauseMs = FIRST_PAUSE_MS;
      await lost;
    } finally {
      this.connected = null;
      await client.end();
    }
  }
}

async function listenTo(client: WatchedClient, channel: Channel): Promise<void> {
  await client.query(sql`LISTEN ${channel}`);
}
