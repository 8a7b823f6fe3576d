/** What the API answers to the pages of operation, as far as they show it. */

export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

interface Counts {
  readonly accepted: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
}

export interface Totals extends Counts {
  readonly successRatio: number | null;
  readonly waitMs: Percentiles;
  readonly runMs: Percentiles;
}

export interface StatsPoint extends Counts {
  readonly at: string;
  readonly waitMs: Percentiles;
  readonly runMs: Percentiles;
  readonly tokens: number;
}

export interface QueuePoint {
  readonly at: string;
  readonly waiting: number;
  readonly active: number;
  readonly oldestWaitingAgeSeconds: number | null;
}

export interface ModelTokens {
  readonly provider: string;
  readonly model: string;
  readonly tasks: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

export const WINDOWS = ['15m', '1h', '24h', '7d'] as const;
export type Window = (typeof WINDOWS)[number];

export interface Stats {
  readonly window: Window;
  readonly from: string;
  readonly to: string;
  readonly stepSeconds: number;
  readonly totals: Totals;
  readonly types: readonly (Totals & { readonly type: string })[];
  readonly series: readonly StatsPoint[];
  readonly queues: readonly { readonly name: string; readonly series: readonly QueuePoint[] }[];
  readonly tokens: readonly ModelTokens[];
}

export interface Queue {
  readonly name: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
  readonly paused: boolean;
  readonly concurrency: number | null;
  readonly oldestWaitingAgeSeconds: number | null;
  readonly throughputPerMinute: number;
  readonly failureRatePerMinute: number;
  readonly waitMs: Percentiles;
  readonly runMs: Percentiles;
  readonly alert: { readonly reasons: readonly ('waiting' | 'age')[]; readonly since: string } | null;
  readonly workers: number;
}

export interface Worker {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly queues: readonly string[];
  readonly concurrency: number;
  readonly activeTasks: number;
  readonly completed: number;
  readonly failed: number;
  readonly memoryBytes?: number | null;
  readonly cpuRatio?: number | null;
  readonly startedAt: string;
  readonly lastHeartbeatAt: string;
  readonly status: 'online' | 'draining' | 'lost';
}

export type TaskStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

export interface TaskLine {
  readonly id: string;
  readonly type: string;
  readonly status: TaskStatus;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface ScheduledTask {
  readonly type: string;
  readonly input: unknown;
  readonly [field: string]: unknown;
}

/** What a person decides about a schedule. */
export interface ScheduleFields {
  readonly name: string;
  readonly cron: string | null;
  readonly everyMs: number | null;
  readonly timeZone: string;
  readonly task: ScheduledTask;
  readonly enabled: boolean;
  readonly catchUp: boolean;
}

export interface Schedule extends ScheduleFields {
  readonly id: string;
  readonly description: string;
  readonly nextRunAt: string | null;
  readonly nextRuns: readonly string[];
  readonly lastRunAt: string | null;
  readonly lastTaskId: string | null;
  readonly lastError: string | null;
}
