import { setImmediate as turn } from 'node:timers/promises';
import { ApiProperty } from '@nestjs/swagger';
import type { NewWebhook, Schedule } from '@app/persistence';
import { planOf, upcoming } from '@app/tasks';
import { maskedUrl } from '@app/webhooks';

const SHOWN_RUNS = 5;
const TIME = { type: String, format: 'date-time' } as const;
const RUNS = ['2026-12-01T07:00:00.000Z', '2026-12-02T07:00:00.000Z', '2026-12-03T07:00:00.000Z'];

class ScheduleLinks {
  @ApiProperty() readonly self!: string;
  @ApiProperty() readonly trigger!: string;
  @ApiProperty({ description: 'The tasks that it made.' }) readonly tasks!: string;
}

/** A schedule as clients see it. */
export class ScheduleView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'daily digest' }) readonly name!: string;
  @ApiProperty({ type: String, nullable: true, example: '0 8 * * MON-FRI' }) readonly cron!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, example: null }) readonly everyMs!: number | null;
  @ApiProperty({ example: 'Europe/Berlin' }) readonly timeZone!: string;
  @ApiProperty({ description: 'In words.', example: 'At 08:00, Monday through Friday (Europe/Berlin)' })
  readonly description!: string;
  @ApiProperty({
    description:
      'What each firing submits. The URL of a webhook comes without its query and the long parts of its path; sent back so, it stays as it was, with its secret.',
    type: 'object',
    additionalProperties: true,
  })
  readonly task!: object;
  @ApiProperty({ description: 'False: it is paused.' }) readonly enabled!: boolean;
  @ApiProperty() readonly catchUp!: boolean;
  @ApiProperty({ ...TIME, nullable: true, description: 'Null while it is paused.', example: RUNS[0] })
  readonly nextRunAt!: string | null;
  @ApiProperty({
    type: [String],
    format: 'date-time',
    description: 'The next times, nextRunAt first.',
    example: RUNS,
  })
  readonly nextRuns!: readonly string[];
  @ApiProperty({ ...TIME, nullable: true, description: 'When it last made a task.' }) readonly lastRunAt!:
    string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The task that it made last.' })
  readonly lastTaskId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why its last firing made no task.' })
  readonly lastError!: string | null;
  @ApiProperty(TIME) readonly createdAt!: string;
  @ApiProperty(TIME) readonly updatedAt!: string;
  @ApiProperty({ type: ScheduleLinks }) readonly links!: ScheduleLinks;
}

export class SchedulePage {
  @ApiProperty({ type: [ScheduleView], description: 'By name.' }) readonly data!: readonly ScheduleView[];
  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null at the end.' })
  readonly nextCursor!: string | null;
}

export function pathOfSchedule(id: string): string {
  return `/api/v1/schedules/${id}`;
}

export function scheduleView(schedule: Schedule): ScheduleView {
  const { id, name, cron, everyMs, timeZone, enabled, catchUp, nextRunAt, lastRunAt, lastTaskId, lastError } =
    schedule;
  const self = pathOfSchedule(id);
  const plan = planOf(schedule);
  return {
    id,
    name,
    cron,
    everyMs,
    timeZone,
    description: plan.words,
    task: taskIn(schedule),
    enabled,
    catchUp,
    nextRunAt: nextRunAt?.toISOString() ?? null,
    nextRuns: upcoming(plan, nextRunAt, SHOWN_RUNS).map((time) => time.toISOString()),
    lastRunAt: lastRunAt?.toISOString() ?? null,
    lastTaskId,
    lastError,
    createdAt: schedule.createdAt.toISOString(),
    updatedAt: schedule.updatedAt.toISOString(),
    links: { self, trigger: `${self}/trigger`, tasks: `/api/v1/tasks?schedule=${id}` },
  };
}

/** Dates that are rare take milliseconds to find: whoever else waits has a turn between two schedules. */
export async function scheduleViews(schedules: readonly Schedule[]): Promise<ScheduleView[]> {
  const views: ScheduleView[] = [];
  for (const schedule of schedules) {
    if (views.length > 0) await turn();
    views.push(scheduleView(schedule));
  }
  return views;
}

/**
 * The submission, its fields in a reader's order: jsonb forgets it. Secrets and tokens are never shown again.
 */
function taskIn({ task }: Schedule): object {
  const { type, input, webhook, ...more } = task;
  return {
    type,
    input,
    ...more,
    ...(webhook !== undefined && { webhook: webhookIn(webhook as NewWebhook) }),
  };
}

function webhookIn({ url, events }: NewWebhook): object {
  return { url: maskedUrl(url), events };
}
