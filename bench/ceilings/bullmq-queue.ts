import { createLogger } from '@app/observability';
import { loadConfiguration } from '@app/config';
import { type Broker, createBroker } from '@app/queue';
import { Queue, QueueEvents, type QueueOptions } from 'bullmq';

export const QUEUE = 'raw';
const ADD_GROUP = 250;

/** BullMQ as the product uses it: the same broker, the same backend, the same options of a connection. */
export function rawBroker(variables: Readonly<Record<string, string>>): {
  readonly broker: Broker;
  readonly options: QueueOptions;
} {
  const configuration = loadConfiguration({ ...variables });
  const broker = createBroker(configuration, createLogger({ ...configuration.log, level: 'error' }, 'bench'));
  return { broker, options: { connection: broker.connection } };
}

/** The producing side, with nothing of the product around it. */
export class RawQueue {
  private readonly broker: Broker;
  private readonly queue: Queue;
  private readonly events: QueueEvents;
  private made = 0;

  constructor(variables: Readonly<Record<string, string>>) {
    const { broker, options } = rawBroker(variables);
    this.broker = broker;
    this.queue = new Queue(QUEUE, options);
    this.events = new QueueEvents(QUEUE, options);
    this.queue.on('error', () => undefined); // a call in flight rejects with the same error
    this.events.on('error', () => undefined);
  }

  async ready(): Promise<void> {
    await Promise.all([this.queue.waitUntilReady(), this.events.waitUntilReady()]);
  }

  /** With the options of the product's jobs. */
  async add(count: number): Promise<void> {
    for (let added = 0; added < count; added += ADD_GROUP) {
      await this.queue.addBulk(Array.from({ length: Math.min(ADD_GROUP, count - added) }, () => this.job()));
    }
  }

  /** Adds one, and resolves when its end is known here. */
  async addAndFollow(): Promise<void> {
    const { name, data, opts } = this.job();
    const ended = new Promise<void>((resolve) => {
      const hear = ({ jobId }: { jobId: string }): void => {
        if (jobId !== opts.jobId) return;
        this.events.off('completed', hear);
        resolve();
      };
      this.events.on('completed', hear);
    });
    await this.queue.add(name, data, opts);
    await ended;
  }

  async close(): Promise<void> {
    await Promise.all([this.queue.close(), this.events.close()]);
    await this.broker.close();
  }

  private job() {
    this.made += 1;
    const jobId = `job.${this.made}`;
    return {
      name: 'task',
      data: { id: jobId },
      opts: { jobId, priority: 10, attempts: 1, removeOnComplete: true, removeOnFail: true },
    };
  }
}
