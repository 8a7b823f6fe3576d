import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, Metrics, Tracing } from '@app/observability';
import { isRefusal, isTooMuch, type Settled, type Settlement, type Task } from '@app/persistence';
import { DispatchSignal } from '../dispatch-signal.js';
import { instanceOf } from '../input-validation.js';
import { TaskTraces } from '../task-traces.js';
import type { TaskContext, TaskUsage } from '../task-type.js';
import { type RegisteredTaskType, TaskTypeRegistry } from '../task-type.registry.js';
import { HandlerErrors } from './handler-errors.js';
import { idempotencyKeyOf, runIdOf } from './idempotency-key.js';
import { completed, failed } from './outcome.js';
import { reportedUsage } from './reported-usage.js';
import { RunningTask } from './running-task.js';
import { RunningTasks } from './running-tasks.js';
import { stoppedFor } from './stopped.js';
import { TaskClaims } from './task-claims.js';
import { TaskLedger } from './task-ledger.js';
import { TaskLogger } from './task-logger.js';
import { TaskReporter } from './task-reporter.js';
import { TextWriter } from './text-writer.js';

/** A handler that was told to stop and does not is left behind after this time; its result is then refused by the fence. */
const STOP_GRACE_MS = 5_000;

/** A task in the broker: its id and which delivery of it. */
export interface DeliveredTask {
  readonly id: string;
  readonly delivery: number;
}

/** Runs tasks: claim, perform, settle. */
@Injectable()
export class TaskRunner {
  readonly counts = { completed: 0, failed: 0 };
  private draining = false;

  constructor(
    private readonly claims: TaskClaims,
    private readonly ledger: TaskLedger,
    private readonly running: RunningTasks,
    private readonly types: TaskTypeRegistry,
    private readonly reporter: TaskReporter,
    private readonly logs: TaskLogger,
    private readonly texts: TextWriter,
    private readonly errors: HandlerErrors,
    private readonly dispatch: DispatchSignal,
    private readonly traces: TaskTraces,
    private readonly tracing: Tracing,
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Resolves when the task is settled, or when there was nothing to run. */
  async run(delivered: DeliveredTask): Promise<void> {
    if (this.draining) return this.claims.park(delivered);
    const task = await this.claims.claim(delivered);
    if (!task) return;
    this.dispatch.room(task.queue);
    const running = new RunningTask(task);
    this.running.add(running);
    try {
      await this.traces.processing(task, () => this.attempt(running));
    } finally {
      this.running.remove(running);
    }
  }

  /** From now on no task is started; those that run go on. */
  takeNoMore(): void {
    this.draining = true;
  }

  /** Tasks are started again, after takeNoMore. */
  takeAgain(): void {
    this.draining = false;
  }

  /**
   * Fails the task whose handler has left an error behind, such as a rejected promise that it does not wait for. Call it where
   * the error comes up.
   * @returns false where the error is not a task's
   */
  blame(error: unknown): boolean {
    const { current } = this.running;
    if (!current) return false;
    this.errors.log(current.task, error);
    current.stray(error);
    return true;
  }

  /** Takes no more tasks, waits for those that run, then releases them. @param limitMs how long they may go on */
  async drain(limitMs: number): Promise<void> {
    this.takeNoMore();
    const limit = setTimeout(() => this.running.all().forEach((one) => one.stop('drain')), limitMs);
    const last = setTimeout(() => this.ledger.giveUp(), limitMs + STOP_GRACE_MS);
    await this.running.whenIdle();
    clearTimeout(limit);
    clearTimeout(last);
  }

  /** Null where it came to nothing, as the lease was lost. */
  private async attempt(running: RunningTask): Promise<Settlement | null> {
    const settlement = await this.perform(running);
    await this.logs.finish(running);
    await this.texts.finish(running); // readers get the whole text before the end
    return (await this.settle(running, settlement)) ? settlement : null;
  }

  private async perform(running: RunningTask): Promise<Settlement | null> {
    const { task } = running;
    const type = this.types.find(task.type);
    if (!type) return { kind: 'release' }; // only types that are known are claimed
    this.metrics.waitSeconds.observe({ queue: task.queue }, secondsBetween(task.dueAt, task.startedAt));
    this.metrics.slotsBusy.inc({ queue: task.queue });
    const ended = this.metrics.runSeconds.startTimer({ type: task.type });
    const timeout = setTimeout(() => running.stop('timeout'), task.timeoutMs);
    try {
      return completed(running, await this.handle(running, type), this.configuration.maxResultBytes);
    } catch (error) {
      if (!running.stopReason) this.errors.log(task, error);
      return failed(running, this.errors.told(error), type.retryDelayMs);
    } finally {
      clearTimeout(timeout);
      ended();
      this.metrics.slotsBusy.dec({ queue: task.queue });
      this.reporter.forget(running);
    }
  }

  private handle(running: RunningTask, type: RegisteredTaskType): Promise<object> {
    const { task, signal } = running;
    const context: TaskContext<object> = {
      taskId: task.id,
      input: instanceOf(type.input, task.input),
      attempt: task.attemptsMade,
      idempotencyKey: idempotencyKeyOf(task),
      runId: runIdOf(task),
      signal,
      progress: (percent, message) => this.reporter.report(running, percent, message ?? null),
      log: this.logs.of(running),
      emit: (text) => this.texts.emit(running, text),
      usage: (usage) => this.report(running, usage),
    };
    const run = (): Promise<object> => type.handler.run(context);
    return Promise.race([this.running.asTask(running, run), stoppedFor(signal, STOP_GRACE_MS), running.strayed]);
  }

  private report(running: RunningTask, usage: TaskUsage): void {
    const reported = reportedUsage(usage);
    if (reported) running.addUsage(reported);
    else this.logs.log(running, 'warn', 'The handler reported usage that is no count of tokens; it is not kept.');
  }

  private async settle(running: RunningTask, settlement: Settlement | null): Promise<Settled> {
    const settled =
      settlement && (await this.ledger.settle(running.lease, settlement).catch((error: unknown) => this.unstorable(running, error)));
    if (!settled) return (this.refused(running), null);
    const { task } = running;
    if (settled.status === 'PENDING') this.dispatch.due(task.queue);
    else this.dispatch.ended(task.queue);
    this.count(task, settled, settlement);
    return settled;
  }

  /** The result itself was refused by the database: say so, rather than pay for another attempt. */
  private unstorable(running: RunningTask, error: unknown): Promise<Settled> {
    if (!isRefusal(error)) throw error; // the database stayed away until the drain was over: the lease expires
    this.logger.error({ err: error, taskId: running.task.id, type: running.task.type }, 'a result could not be stored');
    const stored = { ...refusalOf(error), retryable: false, attempt: running.task.attemptsMade };
    return this.ledger.settle(running.lease, { kind: 'fail', error: stored, usage: running.usage });
  }

  private refused({ task }: RunningTask): void {
    this.metrics.staleResults.inc();
    this.logger.warn({ taskId: task.id, type: task.type }, 'the lease was lost; what this worker had is refused');
  }

  private count(task: Task, { status }: NonNullable<Settled>, settlement: Settlement): void {
    const { code, message: reason } = 'error' in settlement ? settlement.error : { code: 'none' };
    const fields = { taskId: task.id, type: task.type, attempt: task.attemptsMade, status, code, reason };
    this.logger.info({ ...fields, ...this.tracing.logFields() }, 'attempt ended');
    if (status === 'PENDING') return void (settlement.kind === 'retry' && this.metrics.retries.inc({ type: task.type, code }));
    this.metrics.finished.inc({ type: task.type, status, code });
    if (status === 'COMPLETED') this.counts.completed += 1;
    if (status === 'FAILED') this.counts.failed += 1;
  }
}

function refusalOf(error: unknown): { code: string; message: string } {
  if (!isTooMuch(error)) return { code: 'internal', message: 'The result could not be stored.' };
  return { code: 'result_too_large', message: 'The result is more than PostgreSQL can hold. Keep it as a file and return its id.' };
}

function secondsBetween(from: Date, to: Date | null): number {
  return Math.max(0, (to?.getTime() ?? 0) - from.getTime()) / 1000;
}
