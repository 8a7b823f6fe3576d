import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import {
  type Lease,
  RemoteWorkRepository,
  type Settlement,
  type StoredUsage,
  type Task,
} from '@app/persistence';
import { settlementBatcher } from '../engine/settlement-batcher.js';
import { TaskEngine } from '../engine/task-engine.js';
import { InputRefused, TaskError } from '@app/handlers';
import { LeaseLost } from '../errors.js';
import { searchTextOf, storableText, toStorable } from '../input/storable.js';
import { retryOrFail } from '../running/outcome.js';
import { storableResult } from '../running/result-json.js';
import { TasksService } from '../tasks.service.js';
import { TaskTypes } from '../types/task-types.js';
import { RemoteWorkers } from './remote-workers.js';
import { whenFree } from './when-free.js';

/** Why a worker gave up. */
export interface WorkError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** The earliest next attempt, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Ends attempts as workers over HTTP say: the same settlements as those of our own workers, fenced by the
 * token of the claim. The same call again gets the same answer.
 */
@Injectable()
export class RemoteSettlements {
  private readonly settlements: ReturnType<typeof settlementBatcher>;

  constructor(
    engine: TaskEngine,
    private readonly tasks: TasksService,
    private readonly work: RemoteWorkRepository,
    private readonly types: TaskTypes,
    private readonly workers: RemoteWorkers,
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.settlements = settlementBatcher(engine);
  }

  /**
   * @returns the task as it is then: CANCELLED where that was asked for before
   * @throws TaskNotFound, LeaseLost, TaskIsBusy, InputRefused where the result does not fit its schema, or is
   *   too large: the lease is kept
   */
  async complete(lease: Lease, result: object, usage: StoredUsage | null): Promise<Task> {
    const task = await this.tasks.get(lease.id);
    const { value, bytes } = this.storable(result);
    const storableUsage = usage && toStorable(usage);
    const problems = this.types.resultProblems(task.type, value);
    if (problems.length > 0 && task.leaseToken === lease.leaseToken) throw new InputRefused(problems);
    const searchText = searchTextOf(value);
    return this.settle(task, lease, {
      kind: 'complete',
      result: value,
      size: bytes,
      usage: storableUsage,
      searchText,
    });
  }

  /** Another attempt, where it makes sense and one is left. @throws TaskNotFound, LeaseLost, TaskIsBusy */
  async fail(lease: Lease, error: WorkError): Promise<Task> {
    const task = await this.tasks.get(lease.id);
    const told = { ...error, message: storableText(error.message) || error.code };
    return this.settle(task, lease, retryOrFail(task, told, this.types.retryDelayMs(task.type)));
  }

  /** Gives it back; the attempt is not counted. @throws TaskNotFound, LeaseLost, TaskIsBusy */
  async release(lease: Lease): Promise<Task> {
    return this.settle(await this.tasks.get(lease.id), lease, { kind: 'release' });
  }

  private async settle(task: Task, lease: Lease, settlement: Settlement): Promise<Task> {
    const settled = await whenFree(() => this.settlements.submit({ lease, settlement }));
    if (!settled) {
      this.metrics.staleResults.inc();
      throw new LeaseLost();
    }
    await this.tell(task);
    const { code, message: reason } = 'error' in settlement ? settlement.error : { code: 'none' };
    const { id: taskId, type, attemptsMade: attempt, workerId } = task;
    const { status } = settled;
    this.logger.info({ taskId, type, attempt, status, code, reason }, 'attempt ended');
    if (status === 'COMPLETED') this.workers.count(workerId, 'completed');
    if (status === 'FAILED') this.workers.count(workerId, 'failed');
    return this.tasks.get(lease.id);
  }

  /** One of our own workers may run it, for who was given its token. A hint: its heartbeat finds out. */
  private async tell({ id, type }: Task): Promise<void> {
    if (!this.types.findRemote(type)) await this.work.notifySettled(id).catch(() => undefined);
  }

  private storable(result: object): ReturnType<typeof storableResult> {
    try {
      return storableResult(result, this.configuration.maxResultBytes);
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      throw new InputRefused([{ path: 'result', message: error.message }]);
    }
  }
}
