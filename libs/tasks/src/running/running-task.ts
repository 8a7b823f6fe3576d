import type { Lease, Task } from '@app/persistence';
import type { TaskError, TaskUsage } from '@app/handlers';
import { type StopReason, TaskStopped } from './stop-reason.js';

/** A claimed task in this process: its lease, what it has reported, and the way to stop it. */
export class RunningTask {
  readonly lease: Lease;
  usage: TaskUsage | null = null;
  /** Why what it hands over is not taken any more; it is then stopped. */
  refusal: TaskError | null = null;
  /** Others may end it, too: that it is no longer this worker's is then no fault. */
  isShared = false;
  /** Rejects with an error that the handler left behind where nobody waits for it. */
  readonly strayed: Promise<never>;
  private rejectStrayed!: (error: unknown) => void;
  private readonly stopping = new AbortController();
  private readonly whenWaiting: (() => void)[] = [];

  /** @throws where the task is not a claimed one */
  constructor(readonly task: Task) {
    if (!task.leaseToken) throw new Error('A task without a lease cannot run.');
    this.lease = { id: task.id, leaseToken: task.leaseToken };
    this.strayed = new Promise((_, reject) => (this.rejectStrayed = reject));
    this.strayed.catch(() => undefined); // the handler may have ended before
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Adds to what the attempt has used: a handler may ask a model several times. */
  addUsage({ provider, model, ...tokens }: TaskUsage): void {
    const { inputTokens = 0, outputTokens = 0, totalTokens = 0 } = this.usage ?? {};
    this.usage = {
      provider,
      model,
      inputTokens: sum(inputTokens, tokens.inputTokens),
      outputTokens: sum(outputTokens, tokens.outputTokens),
      totalTokens: sum(totalTokens, tokens.totalTokens),
    };
  }

  /** Why it was told to stop first; null while it may run. */
  get stopReason(): StopReason | null {
    return this.signal.aborted ? (this.signal.reason as TaskStopped).reason : null;
  }

  /** From now on somebody else works on it, and this worker only keeps its lease. */
  wait(): void {
    for (const listener of this.whenWaiting.splice(0)) listener();
  }

  /** Told once, where it waits. */
  onWait(listener: () => void): void {
    this.whenWaiting.push(listener);
  }

  /** Stops it for good: what it hands over can't be taken, and another attempt would bring it again. */
  refuse(error: TaskError): void {
    this.refusal ??= error;
    this.stop('too_large');
  }

  /** Fails it for an error that its handler left behind. */
  stray(error: unknown): void {
    this.rejectStrayed(error);
    this.stop('stray');
  }

  /** The first reason counts. */
  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.stopping.abort(new TaskStopped(reason));
  }
}

/** Beyond it a number is no count any more. */
function sum(one: number, other: number): number {
  return Math.min(one + other, Number.MAX_SAFE_INTEGER);
}
