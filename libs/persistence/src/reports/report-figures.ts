/** From `from`, before `to`; tasks belong to it by when they were accepted. */
export interface ReportPeriod {
  readonly from: Date;
  readonly to: Date;
}

/** How finely a report cuts its period: by hours, days or weeks (from Monday), all of UTC. */
export type ReportStep = 'hour' | 'day' | 'week';

/** In milliseconds; null where nothing ran. */
export interface Spread {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** What became of a set of tasks. */
export interface TaskFigures {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** PENDING or PROCESSING. */
  readonly open: number;
  /** Attempts beyond the first of each task. */
  readonly retries: number;
  /** From due to the start of the last attempt. */
  readonly wait: Spread;
  /** The last attempt of tasks that ended. */
  readonly run: Spread;
}

export interface TypeFigures extends TaskFigures {
  readonly type: string;
}

export interface StepFigures extends TaskFigures {
  readonly start: Date;
}

export interface FailureReason {
  readonly type: string;
  readonly code: string;
  readonly tasks: number;
}

export interface NotableTask {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  readonly code: string | null;
  readonly runMs: number | null;
  readonly createdAt: Date;
}

export interface ModelTokens {
  readonly provider: string;
  readonly model: string;
  readonly tasks: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

/** Everything that a report shows, from one snapshot of the database. */
export interface ReportFigures {
  readonly all: TaskFigures;
  /** Most tasks first. */
  readonly types: readonly TypeFigures[];
  /** Oldest first; steps without tasks are missing. */
  readonly steps: readonly StepFigures[];
  readonly failures: readonly FailureReason[];
  readonly slowest: readonly NotableTask[];
  /** Tasks with failed attempts, most attempts first. */
  readonly mostFailing: readonly NotableTask[];
  readonly tokens: readonly ModelTokens[];
}

/** One task as the CSV shows it. */
export interface ReportRow {
  readonly id: string;
  readonly type: string;
  readonly queue: string;
  readonly status: string;
  readonly priority: number;
  readonly attemptsMade: number;
  readonly attemptsMax: number;
  readonly createdAt: string;
  readonly runAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly waitMs: number | null;
  readonly runMs: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly totalTokens: number | null;
  readonly tags: string;
  readonly metadata: string;
}
