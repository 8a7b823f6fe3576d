import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { VitalDatabase } from '../connections/pools.js';
import { entityFrom, rowsOf } from '../rows.js';
import type { NewTask } from '../tasks/transitions/accept.js';
import { Task } from '../tasks/task.entity.js';
import { ACCEPT_ONCE, FIND_KEY, FORGET_KEYS } from './accept-once.js';

/** A client's Idempotency-Key with what was sent under it. */
export interface SubmissionKey {
  /** Who sent it; two callers may use the same key. */
  readonly caller: string;
  readonly key: string;
  /** Tells another body; the body itself is not kept twice. */
  readonly bodyHash: string;
}

/** What a key stands for. */
export interface KeptSubmission {
  readonly bodyHash: string;
  readonly taskIds: readonly string[];
}

/** What was sent together: accepted all or none. */
export interface KeyedTasks {
  readonly tasks: readonly NewTask[];
  readonly key: SubmissionKey;
}

/** Submissions that are accepted once per key, however often they are sent. */
@Injectable()
export class IdempotencyRepository {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly vital: VitalDatabase,
  ) {}

  /**
   * – to PENDING, as TaskRepository.accept.
   * @param submissions no two with the same key
   * @param waitMs how long to wait for a key that another submission holds; 0 for as long as a statement may
   *   take
   * @throws where waitMs is over; see isLockTimeout
   * @returns the tasks of each; null where another submission, already committed, holds its key
   */
  async acceptOnce(submissions: readonly KeyedTasks[], waitMs = 0): Promise<(Task[] | null)[]> {
    const keys = submissions.map(({ tasks, key }) => ({ ...key, taskIds: tasks.map(({ id }) => id) }));
    const given = JSON.stringify(submissions.flatMap(({ tasks }) => tasks));
    const rows = await rowsOf<Record<string, unknown>>(this.vital.manager, ACCEPT_ONCE, [
      given,
      JSON.stringify(keys),
      `${waitMs}`,
    ]);
    const accepted = new Map(
      rows.map((row) => [row.id as string, entityFrom<Task>(this.tasks.metadata, row)]),
    );
    return submissions.map(({ tasks }) => {
      const answer = tasks.map(({ id }) => accepted.get(id));
      return answer.every((task) => task !== undefined) ? answer : null;
    });
  }

  /** What a key stands for; null where it is not known, or no longer. */
  async find({ caller, key }: Pick<SubmissionKey, 'caller' | 'key'>): Promise<KeptSubmission | null> {
    const [row] = await rowsOf<KeptSubmission>(this.vital.manager, FIND_KEY, [caller, key]);
    return row ?? null;
  }

  /** Removes keys whose time is over. @returns how many, at most limit */
  async forget(limit: number): Promise<number> {
    return (await rowsOf(this.tasks.manager, FORGET_KEYS, [limit])).length;
  }
}
