import { Injectable } from '@nestjs/common';
import {
  BulkBatchRepository,
  type BulkActionName,
  type BulkBatch,
  type Busy,
  type Claim,
  type Claimer,
  type Firing,
  IdempotencyRepository,
  type KeyedTasks,
  type Lease,
  type Moved,
  type NewTask,
  ScheduleRepository,
  type Settled,
  type Settlement,
  type Task,
  type TaskErrorCode,
  TaskMaintenanceRepository,
  TaskRepository,
  type Transition,
} from '@app/persistence';
import { Announcer } from './announcer.js';
import { type Change, changesBy } from './change.js';

/** What a worker says of a task that it runs. */
export interface SaidOf {
  readonly lease: Lease;
  readonly settlement: Settlement;
}

const BY_HAND: Readonly<Record<BulkActionName, Transition>> = {
  cancel: 'cancel',
  retry: 'retryByHand',
  delete: 'remove',
};

/**
 * The one place where tasks change their state, whoever asks: a client, a worker, a schedule or time. Each
 * transition is one statement of PostgreSQL, and then everybody who must know is told.
 */
@Injectable()
export class TaskEngine {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly maintenance: TaskMaintenanceRepository,
    private readonly keys: IdempotencyRepository,
    private readonly schedules: ScheduleRepository,
    private readonly bulk: BulkBatchRepository,
    private readonly announcer: Announcer,
  ) {}

  /** Answers in the order given; all or none. */
  async accept(given: readonly NewTask[]): Promise<Task[]> {
    return this.announced('accept', await this.tasks.accept(given));
  }

  /** @see IdempotencyRepository.acceptOnce */
  async acceptOnce(submissions: readonly KeyedTasks[], waitMs?: number): Promise<(Task[] | null)[]> {
    const answers = await this.keys.acceptOnce(submissions, waitMs);
    this.announced(
      'accept',
      answers.flatMap((tasks) => tasks ?? []),
    );
    return answers;
  }

  /** Accepts the tasks of schedules whose time has come. @see ScheduleRepository.fire */
  async fire(firings: readonly (Firing & { readonly taskId: string })[]): Promise<Task[]> {
    return this.announced('accept', await this.schedules.fire(firings));
  }

  /** Accepts a task of a schedule now. Null where there is no such schedule. */
  async trigger(scheduleId: string, taskId: string): Promise<Task | null> {
    const task = await this.schedules.trigger(scheduleId, taskId);
    return task && this.announcedOne('accept', task);
  }

  /** Those that may be started are in the answer, PROCESSING. */
  async claim(claims: readonly Claim[], claimer: Claimer): Promise<Task[]> {
    return this.announced('claim', await this.tasks.claim(claims, claimer));
  }

  /** What a claim got whose answer was lost, with its announcement. */
  async claimedBefore(claim: Claim): Promise<Task | null> {
    const [task] = await this.tasks.claimedBefore([claim]);
    return task ? this.announcedOne('claim', task) : null;
  }

  /**
   * Ends attempts as their workers say: complete, fail, retry, release or stop. Answers in the order given.
   */
  async settle(said: readonly SaidOf[]): Promise<(Settled | Busy)[]> {
    const answers = await this.tasks.settle(said);
    this.announcer.announce(
      said.flatMap(({ settlement }, index) => settledChange(settlement, answers[index] ?? null)),
    );
    return answers;
  }

  /** Null where the task has ended or is not there; PROCESSING where its worker is to stop it. */
  async cancel(id: string): Promise<Task | null> {
    const task = await this.tasks.cancel(id);
    return task && this.announcedOne('cancel', task);
  }

  /** Null where the task is neither FAILED nor CANCELLED. */
  async retryByHand(id: string): Promise<Task | null> {
    const task = await this.tasks.retryByHand(id);
    return task && this.announcedOne('retryByHand', task);
  }

  /** Null where the task waits for no time. */
  async runNow(id: string): Promise<Task | null> {
    const task = await this.tasks.runNow(id);
    return task && this.announcedOne('runNow', task);
  }

  /** False where the task has not ended or is not there. */
  remove(id: string): Promise<boolean> {
    return this.tasks.deleteEnded(id);
  }

  /** Does the next batch of a bulk action. @see BulkBatchRepository.advance */
  async advanceBulk(limit: number): Promise<BulkBatch | null> {
    const batch = await this.bulk.advance(limit);
    if (batch) this.announced(BY_HAND[batch.action], batch.changed);
    return batch;
  }

  /** Takes tasks from workers that stopped answering. */
  async reclaim(limit: number): Promise<Moved[]> {
    return this.announced('reclaim', await this.maintenance.reclaimLost(limit), 'worker_lost');
  }

  /** Fails tasks that were not started before they expired. */
  async expire(limit: number): Promise<Moved[]> {
    return this.announced('expire', await this.maintenance.expire(limit), 'expired');
  }

  /** Cancels tasks whose workers have not stopped them within the grace period. */
  async forceCancel(graceMs: number, limit: number): Promise<Moved[]> {
    return this.announced('forceCancel', await this.maintenance.forceCancels(graceMs, limit));
  }

  private announcedOne(transition: Transition, task: Task): Task {
    this.announced(transition, [task]);
    return task;
  }

  private announced<Changed extends readonly Moved[]>(
    transition: Transition,
    tasks: Changed,
    code?: TaskErrorCode,
  ): Changed {
    this.announcer.announce(changesBy(transition, tasks, code));
    return tasks;
  }
}

function settledChange(settlement: Settlement, answer: Settled | Busy): Change[] {
  if (!answer || answer === 'busy') return [];
  const transition = settlement.kind === 'cancel' ? 'stop' : settlement.kind;
  return changesBy(transition, [answer], 'error' in settlement ? settlement.error.code : undefined);
}
