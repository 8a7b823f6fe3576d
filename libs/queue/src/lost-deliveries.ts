import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { OutboxRepository, type SampledDelivery } from '@app/persistence';
import { DispatchSignal, Pulse, queueNames } from '@app/tasks';
import { TaskQueues } from './task-queues.js';

const INTERVAL_MS = 2_000;
const SAMPLE = 50;
const MIN_AGE_MS = 5_000;

/**
 * Looks whether the broker still has what we gave it, some tasks at a time, round and round through the
 * window. Finds what a process left that died between its mark and the broker, and what the broker dropped by
 * itself.
 */
@Injectable()
export class LostDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly lookedUpTo = new Map<string, SampledDelivery | null>();
  private readonly loop = new BackgroundLoop({
    name: 'lost deliveries',
    pass: () => this.look(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not look for lost deliveries'),
  });

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly queues: TaskQueues,
    private readonly pulse: Pulse,
    private readonly signal: DispatchSignal,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async look(): Promise<void> {
    if (!this.queues.ready) return;
    const { dispatched } = await this.pulse.look();
    for (const queue of queueNames()) if (dispatched.includes(queue)) await this.lookAt(queue);
  }

  private async lookAt(queue: string): Promise<void> {
    const sample = await this.outbox.sample(queue, this.lookedUpTo.get(queue) ?? null, MIN_AGE_MS, SAMPLE);
    this.lookedUpTo.set(queue, sample.length === SAMPLE ? (sample.at(-1) ?? null) : null);
    const missing = sample.length > 0 ? await this.queues.missing(queue, sample) : [];
    // on a busy queue most have been claimed meanwhile
    const lost = missing.length > 0 ? await this.outbox.putBack(missing) : 0;
    if (lost === 0) return;
    this.metrics.deliveriesLost.inc({ queue }, lost);
    this.logger.warn(
      { queue, tasks: lost },
      'the broker no longer had these tasks; they are delivered again',
    );
    this.signal.signal(queue, 'due');
  }
}
