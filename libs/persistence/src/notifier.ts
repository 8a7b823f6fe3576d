import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, requireDatabaseUrl } from '@app/config';
import { LOGGER, type Logger } from '@app/observability';
import { Client } from 'pg';

export type Channel = 'queue_settings' | 'secret_key' | 'task_cancel' | 'task_events' | 'webhook_due' | 'worker_drain' | 'worker_undrain';

const RECONNECT_MS = 500;

/**
 * One LISTEN connection of the process. What it hears is a hint that comes at once; whoever needs certainty also looks
 * at the tables now and then, since a notification sent while the connection was down is gone.
 */
@Injectable()
export class Notifier implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly heard = new EventEmitter();
  private readonly stopping = new AbortController();
  private client: Client | null = null;

  constructor(
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Call in onModuleInit: a process listens only to the channels that somebody has asked for when it connects. */
  on(channel: Channel, hear: (payload: string) => void): void {
    this.heard.on(channel, hear);
  }

  onApplicationBootstrap(): void {
    void this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.client?.end().catch(() => undefined); // the connection may be dead already
  }

  private async listen(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.listenUntilLost();
      } catch (error) {
        this.logger.warn({ err: error }, 'lost the connection that listens for notifications; connecting again');
      }
      await delay(RECONNECT_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async listenUntilLost(): Promise<void> {
    const client = new Client({
      connectionString: requireDatabaseUrl(this.configuration),
      application_name: 'task-runner-listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const lost = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
    await client.connect();
    this.client = client;
    client.on('notification', ({ channel, payload }) => this.heard.emit(channel, payload ?? ''));
    for (const channel of this.heard.eventNames()) await client.query(`LISTEN ${String(channel)}`);
    await lost;
  }
}
