import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { BrokerStateRepository, DispatchRepository } from '@app/persistence';
import { DispatchSignal, Periodic, Pulse, queueNames } from '@app/tasks';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { limited } from './limited.js';

const INTERVAL_MS = 2_000;
const LIMIT_MS = 2_000;

/**
 * Notices that the broker lost its data, or is another one than before: its mark is gone or not the one we
 * know. Then the whole window, and nothing but the window, goes to the broker again.
 */
@Injectable()
export class BrokerEpoch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(30_000);
  private readonly periodic = new Periodic(() => this.look(), INTERVAL_MS);

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly state: BrokerStateRepository,
    private readonly outbox: DispatchRepository,
    private readonly pulse: Pulse,
    private readonly signal: DispatchSignal,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.periodic.stop();
  }

  private async look(): Promise<void> {
    if (!this.broker.isReady()) return;
    try {
      const [found, { brokerEpoch }] = await Promise.all([
        limited('epoch', LIMIT_MS, this.broker.readEpoch()),
        this.pulse.look(),
      ]);
      if (found !== null && found === brokerEpoch) return;
      await this.begin(found, await this.state.epoch());
      this.pulse.forget();
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not compare the epoch of the broker'));
    }
  }

  private async begin(found: string | null, known: string | null): Promise<void> {
    const epoch = found ?? (await limited('epoch', LIMIT_MS, this.broker.offerEpoch(randomUUID())));
    if (epoch === known) return; // another process made both while this one looked, as at the first start
    if (!(await this.state.replaceEpoch(known, epoch))) return; // another process is at it
    const tasks = await this.outbox.putBackAll();
    if (known !== null)
      this.logger.warn({ tasks }, 'the broker lost its data or is a new one; its tasks are delivered again');
    for (const queue of queueNames()) this.signal.signal(queue, 'due');
  }
}
