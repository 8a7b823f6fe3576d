import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { OutboxRepository, Notifier } from '@app/persistence';
import { type DispatchReason, DispatchSignal, Pulse, queueNames } from '@app/tasks';
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
  private readonly loops = new Map(queueNames().map((queue) => [queue, this.loopOf(queue)]));
  private readonly polling = new BackgroundLoop({
    name: 'dispatch poll',
    pass: () => this.poll(),
    everyMs: POLL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not look for due tasks; trying again'),
  });

  constructor(
    private readonly outbox: OutboxRepository,
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
    for (const loop of this.loops.values()) loop.start();
    this.polling.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.polling.stop();
    await Promise.all([...this.loops.values()].map((loop) => loop.stop()));
  }

  private hear(queue: string, reason: DispatchReason): void {
    if (reason === 'ended' && !this.window.isLimited(queue)) return;
    this.loops.get(queue)?.wake(reason === 'room' ? ROOM_DELAY_MS : 0);
  }

  private beginAgain(): void {
    this.outbox.lookFromTheBegin();
    this.polling.wake();
  }

  private loopOf(queue: string): BackgroundLoop {
    return new BackgroundLoop({
      name: `dispatch of ${queue}`,
      pass: () => this.pass(queue),
      onFailure: (failure) => this.logger.warn(failure, 'could not take due tasks; trying again'),
    });
  }

  private async pass(queue: string): Promise<number | null> {
    if (!this.queues.ready) return null; // the poll looks again
    const deliveries = await this.outbox.take(queue, this.window.of(queue), BATCH);
    if (deliveries.length === 0) return null;
    try {
      await this.queues.add(queue, deliveries);
      return deliveries.length === BATCH ? 0 : null;
    } catch (error) {
      const problem = brokerProblem(error);
      this.failures.run((suppressed) =>
        this.logger.warn(
          { err: error, problem, queue, suppressed },
          'the broker did not take tasks; trying again',
        ),
      );
      await this.outbox.putBack(deliveries);
      return null;
    }
  }

  private async poll(): Promise<void> {
    await this.window.refresh();
    const { limited, undispatched, nextDueInMs } = await this.pulse.lookAnew();
    this.window.setLimited(limited);
    for (const queue of undispatched) this.loops.get(queue)?.wake();
    if (nextDueInMs === null || nextDueInMs > POLL_MS) return;
    for (const loop of this.loops.values()) loop.wake(Math.max(0, nextDueInMs) + 1); // it is on time
  }
}
