import { Injectable } from '@nestjs/common';
import {
  IdempotencyRepository,
  isLockTimeout,
  type KeyedTasks,
  type NewTask,
  type SubmissionKey,
  type Task,
  TaskQueryRepository,
} from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { IdempotencyKeyReused, IdempotentTaskGone } from '../errors.js';
import { Batcher } from '../batching/batcher.js';
import { SUBMISSION_GROUP, weightOf } from './submission-group.js';

type WeighedTasks = KeyedTasks & { readonly weight: number };

/** Of a group for a key or a file that somebody else holds. */
const GROUP_WAIT_MS = 200;
const HELD_UP = Symbol('held up');
type Written = readonly Task[] | null | typeof HELD_UP;

/** What was submitted under a key; replayed where an earlier submission made it. */
export interface AcceptedOnce {
  readonly tasks: readonly Task[];
  readonly replayed: boolean;
}

/**
 * Accepts tasks once per Idempotency-Key. They have a group commit of their own: a statement with keys may
 * have to wait for another process that holds one of them, and submissions without a key should not wait with
 * it.
 */
@Injectable()
export class KeyedSubmissions {
  private readonly accepting = new Batcher<WeighedTasks, Written>(
    (group) => this.acceptGroup(group),
    SUBMISSION_GROUP,
  );

  constructor(
    private readonly engine: TaskEngine,
    private readonly keys: IdempotencyRepository,
    private readonly queries: TaskQueryRepository,
  ) {}

  /** @throws IdempotencyKeyReused, IdempotentTaskGone */
  async accept(tasks: readonly NewTask[], key: SubmissionKey): Promise<AcceptedOnce> {
    const accepted = await this.write(tasks, key);
    return accepted ? { tasks: accepted, replayed: false } : this.replay(tasks, key);
  }

  /**
   * What may have to wait for long, for files or for a key that somebody else holds, goes by itself: no other
   * waits with it.
   */
  private async write(tasks: readonly NewTask[], key: SubmissionKey): Promise<readonly Task[] | null> {
    const refersToFiles = tasks.some(({ fileIds }) => fileIds?.length);
    const accepted = refersToFiles
      ? HELD_UP
      : await this.accepting.submit({ tasks, key, weight: weightOf(tasks) });
    if (accepted !== HELD_UP) return accepted;
    const [answer] = await this.engine.acceptOnce([{ tasks, key }]);
    return answer ?? null;
  }

  /** Of equal keys in one group the first is written; the others then find it, as if they had come later. */
  private async acceptGroup(group: readonly KeyedTasks[]): Promise<Written[]> {
    const firsts = new Map<string, KeyedTasks>();
    for (const one of group) if (!firsts.has(nameOf(one))) firsts.set(nameOf(one), one);
    const written = [...firsts.values()];
    const answers = await this.engine.acceptOnce(written, GROUP_WAIT_MS).catch(unlessHeldUp);
    if (answers === HELD_UP) return group.map(() => HELD_UP);
    return group.map((one) => answers[written.indexOf(one)] ?? null);
  }

  private async replay(tasks: readonly NewTask[], key: SubmissionKey): Promise<AcceptedOnce> {
    const kept = await this.keys.find(key);
    if (!kept) return this.accept(tasks, key); // its 24 hours ended between the two statements
    if (kept.bodyHash !== key.bodyHash) throw new IdempotencyKeyReused();
    const first = await this.firstTasks(kept.taskIds);
    if (first.length < kept.taskIds.length) throw new IdempotentTaskGone();
    return { tasks: first, replayed: true };
  }

  /** One comes whole; of many, long results would be far more than what was sent. */
  private async firstTasks(ids: readonly string[]): Promise<readonly Task[]> {
    if (ids.length > 1) return this.queries.findAll(ids);
    const task = await this.queries.find(ids[0] as string);
    return task ? [task] : [];
  }
}

function unlessHeldUp(error: unknown): typeof HELD_UP {
  if (isLockTimeout(error)) return HELD_UP;
  throw error;
}

/** Neither part can hold a space. */
function nameOf({ key: { caller, key } }: KeyedTasks): string {
  return `${caller} ${key}`;
}
