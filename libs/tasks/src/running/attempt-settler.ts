import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, Tracing } from '@app/observability';
import {
  isRefusal,
  isTooMuch,
  type Settled,
  type Settlement,
  type Task,
  type TaskErrorCode,
} from '@app/persistence';
import type { RunningTask } from './running-task.js';
import { TaskLedger } from './task-ledger.js';

const LEFT_BEHIND =
  'a task is left as it is, since it could not be settled before the worker had to stop; it is taken over when its lease ends';

/** Settles attempts, and logs how each has ended. */
@Injectable()
export class AttemptSettler {
  /** Of this process. */
  readonly counts = { completed: 0, failed: 0 };

  constructor(
    private readonly ledger: TaskLedger,
    private readonly tracing: Tracing,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param settlement null where there is nothing to say.
   * @returns whether it counts: not where the lease was lost
   */
  async settle(running: RunningTask, settlement: Settlement | null): Promise<boolean> {
    const settled = settlement && (await this.write(running, settlement));
    if (!settled) return (this.refused(running), false);
    this.ended(running.task, settled, settlement);
    return true;
  }

  /** After this every settlement is tried once more only. */
  giveUp(): void {
    this.ledger.giveUp();
  }

  private write(running: RunningTask, settlement: Settlement): Promise<Settled> {
    return this.ledger
      .settle(running.lease, settlement)
      .catch((error: unknown) => this.unstorable(running, error));
  }

  /** The result itself was refused by the database: say so, rather than pay for another attempt. */
  private unstorable({ task, lease, usage }: RunningTask, error: unknown): Promise<Settled> {
    if (!isRefusal(error)) {
      this.logger.warn({ err: error, taskId: task.id, type: task.type }, LEFT_BEHIND);
      throw error;
    }
    this.logger.error({ err: error, taskId: task.id, type: task.type }, 'a result could not be stored');
    const stored = { ...refusalOf(error), retryable: false, attempt: task.attemptsMade };
    return this.ledger.settle(lease, { kind: 'fail', error: stored, usage });
  }

  private refused({ task, isShared }: RunningTask): void {
    if (isShared) return; // whoever had its token has ended it
    this.metrics.staleResults.inc();
    this.logger.warn(
      { taskId: task.id, type: task.type },
      'the lease was lost; what this worker had is refused',
    );
  }

  private ended(task: Task, { status }: NonNullable<Settled>, settlement: Settlement): void {
    const { code, message: reason } = 'error' in settlement ? settlement.error : { code: 'none' };
    const fields = { taskId: task.id, type: task.type, attempt: task.attemptsMade, status, code, reason };
    this.logger.info({ ...fields, ...this.tracing.logFields() }, 'attempt ended');
    if (status === 'COMPLETED') this.counts.completed += 1;
    if (status === 'FAILED') this.counts.failed += 1;
  }
}

function refusalOf(error: unknown): { code: TaskErrorCode; message: string } {
  if (!isTooMuch(error)) return { code: 'internal', message: 'The result could not be stored.' };
  return {
    code: 'result_too_large',
    message: 'The result is more than PostgreSQL can hold. Keep it as a file and return its id.',
  };
}
