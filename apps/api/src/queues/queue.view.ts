import { ApiProperty } from '@nestjs/swagger';
import {
  noTasksOf,
  type Percentiles,
  type QueueActivity,
  type QueueAlert,
  type QueueCounts,
  type QueueSettings,
} from '@app/persistence';
import { demandOf } from '@app/tasks';

export class PercentilesView implements Percentiles {
  @ApiProperty({ type: 'integer', nullable: true }) readonly p50!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) readonly p95!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) readonly p99!: number | null;
}

class QueueAlertView {
  @ApiProperty({
    enum: ['waiting', 'age'],
    isArray: true,
    description: '`waiting`: too many wait. `age`: one has waited for too long.',
  })
  readonly reasons!: readonly QueueAlert['reason'][];
  @ApiProperty({ type: String, format: 'date-time' }) readonly since!: string;
}

export class QueueView {
  @ApiProperty({ example: 'ai_processing' }) readonly name!: string;
  @ApiProperty({ type: 'integer', description: 'Due, and not started.' }) readonly waiting!: number;
  @ApiProperty({ type: 'integer', description: 'To be started later.' }) readonly delayed!: number;
  @ApiProperty({ type: 'integer', description: 'Running.' }) readonly active!: number;
  @ApiProperty({
    type: 'integer',
    description:
      'Slots of workers that it could use now: for tasks that run, and for those that may start. For autoscalers.',
  })
  readonly demand!: number;
  @ApiProperty({ type: 'integer', description: 'FAILED and not removed.' }) readonly failed!: number;
  @ApiProperty({ description: 'Whether workers are to take nothing from it.' }) readonly paused!: boolean;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'How many of its tasks may run at once in the whole cluster; null for no limit.',
  })
  readonly concurrency!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How long the task has waited that waits longest; null where none does.',
  })
  readonly oldestWaitingAgeSeconds!: number | null;
  @ApiProperty({ description: 'Tasks that ended, over the last 5 minutes.' })
  readonly throughputPerMinute!: number;
  @ApiProperty({ description: 'Tasks that failed, over the last 5 minutes.' })
  readonly failureRatePerMinute!: number;
  @ApiProperty({ type: PercentilesView, description: 'From due to started, over the last 5 minutes.' })
  readonly waitMs!: Percentiles;
  @ApiProperty({ type: PercentilesView, description: 'From started to ended, over the last 5 minutes.' })
  readonly runMs!: Percentiles;
  @ApiProperty({
    type: QueueAlertView,
    nullable: true,
    description: 'While it is longer or older than its limit; null else.',
  })
  readonly alert!: QueueAlertView | null;
  @ApiProperty({ type: 'integer', description: 'Online workers that take from it.' })
  readonly workers!: number;
}

export class QueueList {
  @ApiProperty({ type: [QueueView] }) readonly data!: readonly QueueView[];
}

/** What is known of a queue; a queue where nothing is or was has neither counts nor activity. */
export interface QueueFacts {
  readonly name: string;
  readonly counts?: QueueCounts;
  readonly activity?: QueueActivity;
  readonly alerts: readonly QueueAlert[];
  /** Absent where an operator never set anything. */
  readonly settings?: QueueSettings;
  readonly windowMinutes: number;
  readonly workers: number;
}

const UNKNOWN: Percentiles = { p50: null, p95: null, p99: null };
const QUIET = { ended: 0, failed: 0, waitMs: UNKNOWN, runMs: UNKNOWN };

export function queueView({
  name,
  counts = noTasksOf(name),
  activity = { queue: name, ...QUIET },
  alerts,
  settings,
  windowMinutes,
  workers,
}: QueueFacts): QueueView {
  const { waiting, delayed, active, failed, oldestWaitingAgeSeconds: age } = counts;
  return {
    name,
    waiting,
    delayed,
    active,
    demand: demandOf(counts, settings),
    failed,
    paused: settings?.paused ?? false,
    concurrency: settings?.concurrency ?? null,
    oldestWaitingAgeSeconds: age === null ? null : rounded(Math.max(0, age)),
    throughputPerMinute: rounded(activity.ended / windowMinutes),
    failureRatePerMinute: rounded(activity.failed / windowMinutes),
    waitMs: activity.waitMs,
    runMs: activity.runMs,
    alert: alertView(alerts),
    workers,
  };
}

function alertView(alerts: readonly QueueAlert[]): QueueAlertView | null {
  if (alerts.length === 0) return null;
  const since = new Date(Math.min(...alerts.map((alert) => alert.since.getTime())));
  return { reasons: alerts.map(({ reason }) => reason), since: since.toISOString() };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
