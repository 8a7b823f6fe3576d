import type { Lease, Task } from '@app/persistence';
import type { TaskUsage } from '../task-type.js';
import { type StopReason, TaskStopped } from './stop-reason.js';

/** A claimed task in this process: its lease, what it has reported, and the way to stop it. */
export class RunningTask {
  readonly lease: Lease;
  usage: TaskUsage | null = null;
  private readonly stopping = new AbortController();

  /** @throws where the task is not a claimed one */
  constructor(readonly task: Task) {
    if (!task.leaseToken) throw new Error('A task without a lease cannot run.');
    this.lease = { id: task.id, leaseToken: task.leaseToken };
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Why it was told to stop first; null while it may run. */
  get stopReason(): StopReason | null {
    return this.signal.aborted ? (this.signal.reason as TaskStopped).reason : null;
  }

  /** The first reason counts. */
  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.stopping.abort(new TaskStopped(reason));
  }
}
