import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type Lease, type LeaseState, Notifier, TaskRepository } from '@app/persistence';
import type { RunningTask } from './running-task.js';
import { RunningTasks } from './running-tasks.js';

/**
 * Tries of one heartbeat: connections may fall silent one after the other, and all of them have to end before
 * the lease does.
 */
const TRIES = 3;

/**
 * Prolongs the leases of all running tasks in one statement, and stops those that were cancelled or lost. One
 * whose row is busy is kept all the same, and so is one whose claim has not been answered yet.
 */
@Injectable()
export class LeaseKeeper implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly failures = new RateLimited(5_000);
  private timer: NodeJS.Timeout | null = null;
  private beating = false;

  constructor(
    private readonly running: RunningTasks,
    private readonly tasks: TaskRepository,
    private readonly notifier: Notifier,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notifier.on('task_cancel', (taskIds) => this.cancel(taskIds.split(',')));
    this.notifier.on('task_settled', (taskId) => void this.look(this.running.withId(taskId)));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.beat(), this.configuration.leaseMs / 3);
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Stops those that somebody else has ended or cancelled, sooner than the next heartbeat does. */
  async look(held: readonly RunningTask[]): Promise<void> {
    if (held.length > 0) await this.prolong(held).catch(() => undefined); // the next heartbeat tries again
  }

  private cancel(taskIds: readonly string[]): void {
    for (const running of taskIds.flatMap((id) => this.running.withId(id))) running.stop('cancel');
  }

  private async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    try {
      await this.prolongPatiently(TRIES);
    } catch (error) {
      // Nobody reclaims while the database is away, nor for one lease after it came back: go on working.
      this.failures.run(() => this.logger.warn({ err: error }, 'could not prolong the leases'));
    } finally {
      this.beating = false;
    }
  }

  private async prolongPatiently(tries: number): Promise<void> {
    const all = (): Promise<void> => this.prolong(this.running.all(), this.running.claimed());
    if (tries <= 1) return all();
    await all().catch(() => this.prolongPatiently(tries - 1));
  }

  private async prolong(held: readonly RunningTask[], claimed: readonly Lease[] = []): Promise<void> {
    const leases = [...held.map(({ lease }) => lease), ...claimed];
    if (leases.length === 0) return;
    const states = await this.tasks.heartbeat(leases, this.configuration.leaseMs);
    held.forEach((running, index) => this.apply(states[index] as LeaseState, running));
  }

  private apply(state: LeaseState, running: RunningTask): void {
    if (state === 'cancelling') running.stop('cancel');
    // A task that settled while the heartbeat was under way has no lease either, and is no longer in the
    // list.
    if (state === 'lost' && this.running.all().includes(running)) running.stop('lease_lost');
  }
}
