import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { BrokerStateRepository, OutboxRepository } from '@app/persistence';
import { DispatchSignal, Pulse, queueNames } from '@app/tasks';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { withBrokerTimeout } from './broker-timeout.js';

const INTERVAL_MS = 2_000;
const LIMIT_MS = 2_000;

/**
 * Notices that the broker lost its data, or is another one than before: its mark is gone or not the one we
 * know. Then the whole window, and nothing but the window, goes to the broker again.
 */
@Injectable()
export class BrokerEpoch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'broker epoch',
    pass: () => this.compare(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not compare the epoch of the broker'),
  });

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly state: BrokerStateRepository,
    private readonly outbox: OutboxRepository,
    private readonly pulse: Pulse,
    private readonly signal: DispatchSignal,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async compare(): Promise<void> {
    if (!this.broker.isReady()) return;
    const [found, { brokerEpoch }] = await Promise.all([
      withBrokerTimeout('epoch', LIMIT_MS, this.broker.readEpoch()),
      this.pulse.look(),
    ]);
    if (found !== null && found === brokerEpoch) return;
    await this.begin(found, await this.state.epoch());
    this.pulse.forget();
  }

  private async begin(found: string | null, known: string | null): Promise<void> {
    const epoch = found ?? (await withBrokerTimeout('epoch', LIMIT_MS, this.broker.offerEpoch(randomUUID())));
    if (epoch === known) return; // another process made both while this one looked, as at the first start
    if (!(await this.state.replaceEpoch(known, epoch))) return; // another process is at it
    const tasks = await this.outbox.putBackAll();
    if (known !== null)
      this.logger.warn({ tasks }, 'the broker lost its data or is a new one; its tasks are delivered again');
    for (const queue of queueNames()) this.signal.signal(queue, 'due');
  }
}
