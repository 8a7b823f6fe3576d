import type { components } from '@app/client';

type Schemas = components['schemas'];

/** What the API answers to the pages of operation, under the names that they use. */
export type Percentiles = Schemas['PercentilesView'];
export type Totals = Schemas['TotalsView'];
export type StatsPoint = Schemas['PointView'];
export type QueuePoint = Schemas['QueuePointView'];
export type ModelTokens = Schemas['TokensView'];
export type Stats = Schemas['StatsView'];
export type Queue = Schemas['QueueView'];
export type Worker = Schemas['WorkerView'];
export type TaskLine = Schemas['TaskView'];
export type TaskStatus = TaskLine['status'];
/** A submission; its input is whatever the type of task takes. */
export type ScheduledTask = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly input: unknown;
};
export type Schedule = Omit<Schemas['ScheduleView'], 'task'> & { readonly task: ScheduledTask };

/** What a person decides about a schedule. */
export type ScheduleFields = Partial<Pick<Schedule, 'name'>> &
  Pick<Schedule, 'cron' | 'everyMs' | 'timeZone' | 'task' | 'enabled' | 'catchUp'>;

export const WINDOWS = ['15m', '1h', '24h', '7d'] as const satisfies readonly Stats['window'][];
export type Window = (typeof WINDOWS)[number];
