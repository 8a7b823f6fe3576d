import { Injectable } from '@nestjs/common';
import type { Settlement } from '@app/persistence';
import { TaskTraces } from '../task-traces.js';
import { AttemptSettler } from './attempt-settler.js';
import { HandlerRunner } from './handler-runner.js';
import { RunningTask } from './running-task.js';
import { RunningTasks } from './running-tasks.js';
import { STOP_GRACE_MS } from './stop-reason.js';
import { TaskClaims } from './task-claims.js';

/** A task in the broker: its id and which delivery of it. */
export interface DeliveredTask {
  readonly id: string;
  readonly delivery: number;
}

/** Tasks of a process that hold no slot, as others work on them: their inputs are in memory. */
const MOST_WAITING = 1_000;

const RELEASE: Settlement = { kind: 'release' };

/** Runs tasks: claim, run the handler, settle. */
@Injectable()
export class TaskRunner {
  private draining = false;
  /** From the delivery to the settlement: a claim whose answer is late is waited for as well. */
  private readonly runs = new Set<Promise<void>>();
  private readonly waiting = new Set<RunningTask>();

  constructor(
    private readonly claims: TaskClaims,
    private readonly handlers: HandlerRunner,
    private readonly settler: AttemptSettler,
    private readonly running: RunningTasks,
    private readonly traces: TaskTraces,
  ) {}

  /** How many tasks ended here, and how. */
  get counts(): { readonly completed: number; readonly failed: number } {
    return this.settler.counts;
  }

  /**
   * Resolves when another task may run in its place: it is settled, there was nothing to run, or others
   * work on it and this worker only keeps its lease.
   */
  run(delivered: DeliveredTask): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = this.runDelivered(delivered, resolve).finally(() => this.runs.delete(run));
      this.runs.add(run);
      run.then(resolve, reject);
    });
  }

  /** From now on no task is started; those that run go on. */
  takeNoMore(): void {
    this.draining = true;
  }

  /** Tasks are started again, after takeNoMore. */
  takeAgain(): void {
    this.draining = false;
  }

  /** Fails the task whose handler has left an error behind. @returns false where the error is not a task's */
  blame(error: unknown): boolean {
    return this.handlers.blame(error);
  }

  /**
   * Takes no more tasks, waits for those that run, then releases them.
   * @param limitMs how long they may go on
   */
  async drain(limitMs: number): Promise<void> {
    this.takeNoMore();
    const limit = setTimeout(() => this.running.all().forEach((one) => one.stop('drain')), limitMs);
    const last = setTimeout(() => this.settler.giveUp(), limitMs + STOP_GRACE_MS);
    while (this.runs.size > 0) await Promise.allSettled(this.runs);
    clearTimeout(limit);
    clearTimeout(last);
  }

  private async runDelivered(delivered: DeliveredTask, leaveSlot: () => void): Promise<void> {
    if (this.draining) return this.claims.park(delivered);
    const task = await this.claims.claim(delivered);
    if (!task) return;
    const running = new RunningTask(task);
    this.running.add(running);
    running.onWait(() => this.wait(running, leaveSlot));
    try {
      await this.traces.processing(task, () => this.attempt(running));
    } finally {
      this.running.remove(running);
      this.waiting.delete(running);
    }
  }

  private wait(running: RunningTask, leaveSlot: () => void): void {
    if (this.waiting.size >= MOST_WAITING) return;
    this.waiting.add(running);
    leaveSlot();
  }

  /** Null where it came to nothing, as the lease was lost. */
  private async attempt(running: RunningTask): Promise<Settlement | null> {
    // claimed while the worker was told to take no more
    const settlement = this.draining ? RELEASE : await this.handlers.run(running);
    return (await this.settler.settle(running, settlement)) ? settlement : null;
  }
}
