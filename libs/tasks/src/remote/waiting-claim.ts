import type { Task } from '@app/persistence';

/** For the look at what there is, of one whose time is over. */
const LONGEST_PASS_MS = 10_000;

/** What a worker wants. */
export interface WorkWanted {
  readonly workerId: string;
  readonly types: readonly string[];
  /** Of one answer. */
  readonly max: number;
  /** How long it waits for the first task. */
  readonly waitMs: number;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** One request of a worker for tasks, until it is answered. */
export class WaitingClaim {
  readonly types: ReadonlySet<string>;
  /** What it gets; empty where nothing came in time, or nobody waits for it any more. */
  readonly answer: Promise<Task[]>;
  private readonly tasks: Task[] = [];
  private timer: NodeJS.Timeout;
  /** It is answered after the next pass: even one that waits for no moment is looked for once. */
  private isOver: boolean;
  /** Whether a pass looks for it now, or none has yet: what is claimed for it would be in vain. */
  private isLookedFor = true;
  private resolve!: (tasks: Task[]) => void;
  private reject!: (error: unknown) => void;
  private isAnswered = false;
  private readonly hasGone = (): void => this.finish([]);

  constructor(
    readonly wanted: WorkWanted,
    private readonly whenEnded: () => void,
  ) {
    this.types = new Set(wanted.types);
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.isOver = wanted.waitMs === 0;
    this.timer = this.isOver ? this.lastTimer() : setTimeout(() => this.timeIsOver(), wanted.waitMs);
    wanted.signal.addEventListener('abort', this.hasGone);
  }

  get max(): number {
    return this.wanted.max;
  }

  take(task: Task): void {
    this.tasks.push(task);
  }

  /**
   * Answers with what it has, if anything.
   * @returns what it has where nobody waits for it any more
   */
  close(): readonly Task[] {
    if (this.isAnswered) return this.tasks.splice(0);
    if (this.tasks.length > 0) this.end();
    return [];
  }

  /** A pass begins to look for it. */
  passes(): void {
    this.isLookedFor = true;
  }

  /** A pass has looked for it. */
  passed(): void {
    this.isLookedFor = false;
    if (this.isOver) this.end();
  }

  /** A pass could not look for it: one whose time is over hears of it, the others wait for the next pass. */
  failed(error: unknown): void {
    this.isLookedFor = false;
    if (this.isOver && this.settle()) this.reject(error);
  }

  end(): void {
    this.finish(this.tasks.splice(0));
  }

  private timeIsOver(): void {
    if (!this.isLookedFor) return this.end();
    this.isOver = true;
    this.timer = this.lastTimer();
  }

  private lastTimer(): NodeJS.Timeout {
    return setTimeout(() => this.end(), LONGEST_PASS_MS);
  }

  private finish(tasks: Task[]): void {
    if (this.settle()) this.resolve(tasks);
  }

  private settle(): boolean {
    if (this.isAnswered) return false;
    this.isAnswered = true;
    clearTimeout(this.timer);
    this.wanted.signal.removeEventListener('abort', this.hasGone);
    this.whenEnded();
    return true;
  }
}
