import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';
import type { Delivery } from '@app/persistence';
import type { Queue } from 'bullmq';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { brokerReady } from './broker-ready.js';
import { withBrokerTimeout } from './broker-timeout.js';
import { PRODUCERS, type Producers } from './producers.js';
import { jobIdOf, type TaskJob } from './task-job.js';

const CALL_LIMIT_MS = 2_000;

/** BullMQ's priority 1 is its most urgent; 0 would be before all of them. */
const bullPriority = (priority: number): number => 11 - priority;

/** The producing side of BullMQ, every call with a time limit. */
@Injectable()
export class TaskQueues implements OnModuleInit {
  private readonly errors = new RateLimited(10_000);

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PRODUCERS) private readonly queues: Producers,
  ) {
    // Without a listener BullMQ prints the error, and with it the whole connection.
    for (const queue of this.queues.values()) queue.on('error', (error) => this.tell(error));
  }

  async onModuleInit(): Promise<void> {
    await brokerReady(this.broker, [...this.queues.values()]);
  }

  get ready(): boolean {
    return this.broker.isReady();
  }

  /**
   * Retries, delays and results live in our tables: to BullMQ every job is new, runs once and leaves nothing
   * behind.
   */
  async add(queue: string, deliveries: readonly Delivery[]): Promise<void> {
    const jobs = deliveries.map((delivery) => ({
      name: 'task',
      data: { id: delivery.id },
      opts: {
        jobId: jobIdOf(delivery),
        priority: bullPriority(delivery.priority),
        attempts: 1,
        removeOnComplete: true,
        removeOnFail: true,
      },
    }));
    await this.call('add', () => this.queueOf(queue).addBulk(jobs));
  }

  /** Those of the deliveries that the broker does not know. */
  async missing(queue: string, deliveries: readonly Delivery[]): Promise<Delivery[]> {
    const states = await this.call('look', () =>
      Promise.all(deliveries.map((one) => this.queueOf(queue).getJobState(jobIdOf(one)))),
    );
    return deliveries.filter((_, index) => states[index] === 'unknown');
  }

  private queueOf(name: string): Queue<TaskJob> {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`There is no queue named "${name}".`);
    return queue;
  }

  private tell(error: Error): void {
    this.errors.run((suppressed) =>
      this.logger.warn({ err: error, suppressed }, 'lost a connection of the broker'),
    );
  }

  private async call<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    try {
      const value = await withBrokerTimeout(name, CALL_LIMIT_MS, work());
      this.metrics.brokerUp.set(1);
      return value;
    } catch (error) {
      this.metrics.brokerUp.set(0);
      this.metrics.brokerErrors.inc({ call: name });
      throw error;
    }
  }
}
