import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { DispatchRepository, Notifier } from '@app/persistence';
import { type DispatchReason, DispatchSignal, Lane, Periodic, Pulse, queueNames } from '@app/tasks';
import { brokerProblem } from './broker-problem.js';
import { DispatchWindow } from './dispatch-window.js';
import { TaskQueues } from './task-queues.js';

const BATCH = 250;
const POLL_MS = 1_000;
const ROOM_DELAY_MS = 50;

/**
 * Brings due tasks to the broker, most urgent first, as far as the window allows. Woken by what this process
 * accepts, and by a poll for what other processes left behind: one that died after its commit, or a broker
 * that was away.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(10_000);
  private readonly lanes = new Map(queueNames().map((queue) => [queue, new Lane(() => this.pass(queue))]));
  private readonly polling = new Periodic(() => this.poll(), POLL_MS);
  private nextDue: NodeJS.Timeout | null = null;

  constructor(
    private readonly outbox: DispatchRepository,
    private readonly queues: TaskQueues,
    private readonly window: DispatchWindow,
    private readonly pulse: Pulse,
    private readonly signal: DispatchSignal,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.signal.onSignal((queue, reason) => this.hear(queue, reason));
    this.notifier.on('queue_settings', () => this.beginAgain());
    this.polling.start();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.nextDue) clearTimeout(this.nextDue);
    await this.polling.stop();
    await Promise.all([...this.lanes.values()].map((lane) => lane.stop()));
  }

  private hear(queue: string, reason: DispatchReason): void {
    if (reason === 'ended' && !this.window.isLimited(queue)) return;
    this.lanes.get(queue)?.wake(reason === 'room' ? ROOM_DELAY_MS : 0);
  }

  private beginAgain(): void {
    this.outbox.lookFromTheBegin();
    void this.poll();
  }

  /** @returns whether there may be more to take at once */
  private async pass(queue: string): Promise<boolean> {
    if (!this.queues.ready) return false; // the poll looks again
    const deliveries = await this.outbox.take(queue, this.window.of(queue), BATCH);
    if (deliveries.length === 0) return false;
    try {
      await this.queues.add(queue, deliveries);
      return deliveries.length === BATCH;
    } catch (error) {
      const problem = brokerProblem(error);
      this.failures.run((suppressed) =>
        this.logger.warn(
          { err: error, problem, queue, suppressed },
          'the broker did not take tasks; trying again',
        ),
      );
      await this.outbox.putBack(deliveries);
      return false;
    }
  }

  private async poll(): Promise<void> {
    try {
      await this.window.refresh();
      // so that what is due soon is on time
      const { limited, undispatched, nextDueInMs } = await this.pulse.lookAnew();
      this.window.setLimited(limited);
      for (const queue of undispatched) this.lanes.get(queue)?.wake(0);
      this.wakeWhenNextIsDue(nextDueInMs);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not look for due tasks; trying again'));
    }
  }

  private wakeWhenNextIsDue(dueInMs: number | null): void {
    if (dueInMs === null || dueInMs > POLL_MS || this.nextDue) return;
    this.nextDue = setTimeout(
      () => {
        this.nextDue = null;
        for (const lane of this.lanes.values()) lane.wake(0);
      },
      Math.max(0, dueInMs) + 1,
    );
  }
}
