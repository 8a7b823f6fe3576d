import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Configuration } from '@app/config';
import { waitAtMost } from '@app/deadline';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { Notifier, type WebhookDelivery, WebhookOutboxRepository } from '@app/persistence';
import { Secrets } from '@app/secrets';
import { Pulse } from '@app/tasks';
import { HostLimits } from './host-limits.js';
import { WebhookCourier } from './webhook-courier.js';

/** Deliveries that a process has under way at once: they wait for others' servers and cost little. */
const AT_ONCE = 100;
const AT_ONCE_PER_HOST = 10;
/** Ends that come within this time make one look for more. */
const ROOM_DELAY_MS = 10;
/** Retries that become due, and what a lost notification left behind, are found this late. */
const POLL_MS = 1_000;
/** Beyond the timeout of a try: for writing down what came of it. */
const LEASE_MARGIN_MS = 3_000;
/** What is under way when the worker stops may take so long to end; and so long to be given back. */
const STOP_MS = 5_000;
const GIVE_BACK_MS = 1_000;

/** Delivers what is due, beside the tasks: it takes none of their slots, and no task waits for it. */
@Injectable()
export class WebhookDeliverer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly limits = new HostLimits(AT_ONCE, AT_ONCE_PER_HOST);
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly failures = new RateLimited(10_000);
  private readonly loop = new BackgroundLoop({
    name: 'webhook delivery',
    pass: () => this.pass(),
    onFailure: (failure) => this.logger.warn(failure, 'could not look for webhooks to deliver; trying again'),
  });
  private readonly polling = new BackgroundLoop({
    name: 'webhook poll',
    pass: () => this.poll(),
    everyMs: POLL_MS,
    onFailure: () => undefined, // the database is away: others report it
  });

  constructor(
    private readonly outbox: WebhookOutboxRepository,
    private readonly courier: WebhookCourier,
    private readonly secrets: Secrets,
    private readonly pulse: Pulse,
    private readonly notifier: Notifier,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notifier.on('webhook_due', () => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    this.loop.start();
    this.polling.start();
  }

  /**
   * Runs while the database is still connected, and after the tasks have drained: their ends are still
   * delivered.
   */
  async beforeApplicationShutdown(): Promise<void> {
    await this.polling.stop();
    await this.loop.stop();
    await this.settled(Math.min(STOP_MS, this.configuration.worker.drainMs));
    this.stopping.abort();
    await this.settled(GIVE_BACK_MS);
  }

  private async poll(): Promise<void> {
    if ((await this.pulse.look()).webhooks) this.loop.wake();
  }

  private async pass(): Promise<number | null> {
    const { room } = this.limits;
    if (room.total <= 0) return null; // the end of a delivery wakes it
    const us = { underWay: [...this.underWay.keys()], opensSecrets: this.secrets.isReady };
    const taken = await this.outbox.take(room, this.configuration.webhooks.timeoutMs + LEASE_MARGIN_MS, us);
    for (const delivery of taken) this.begin(delivery);
    return taken.length > 0 ? 0 : null;
  }

  private begin(delivery: WebhookDelivery): void {
    this.limits.begin(delivery.host);
    const delivered = this.deliver(delivery).finally(() => {
      this.underWay.delete(delivery.id);
      this.loop.wake(ROOM_DELAY_MS);
    });
    this.underWay.set(delivery.id, delivered);
  }

  private async deliver(delivery: WebhookDelivery): Promise<void> {
    let succeeded = false;
    try {
      const { outcome, nextInMs } = await this.courier.deliver(delivery, this.stopping.signal);
      succeeded = outcome === 'delivered';
      if (nextInMs !== null && nextInMs < POLL_MS) this.loop.wake(nextInMs + 1); // the poll would be late
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not write down a delivery; it is made again'),
      );
    } finally {
      this.limits.end(delivery.host, succeeded);
    }
  }

  private settled(limitMs: number): Promise<void> {
    return waitAtMost(limitMs, Promise.all(this.underWay.values()));
  }
}
