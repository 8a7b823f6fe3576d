import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';

/** What there is to do for those who look again and again. */
export interface OpenWork {
  /** Queues with due tasks that are not with the broker. */
  readonly undispatched: readonly string[];
  /** Queues of which the broker should hold some tasks. */
  readonly dispatched: readonly string[];
  /** Queues with a total concurrency. */
  readonly limited: readonly string[];
  /** Milliseconds until the next task becomes due that waits for its time; null where none does. */
  readonly nextDueInMs: number | null;
  /** Milliseconds until the next schedule fires; null where none does. */
  readonly nextScheduleInMs: number | null;
  readonly expired: boolean;
  readonly cancelling: boolean;
  readonly bulkActions: boolean;
  readonly webhooks: boolean;
  /** The epoch of the broker that the window was given to; null before the first. */
  readonly brokerEpoch: string | null;
}

/** One look for all who poll: a process that has nothing to do asks little. */
@Injectable()
export class OpenWorkRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async look(queues: readonly string[]): Promise<OpenWork> {
    const [work] = await rowsOf<OpenWork>(this.database.manager, LOOK, [queues]);
    if (!work) throw new Error('a SELECT without FROM had no row');
    return work;
  }
}

/**
 * The first of each queue and priority, along tasks_undispatched: one index entry each, whatever waits. An index by due_at alone
 * would be one more to write with every change of a task.
 */
const first = (condition: string): string => `
  SELECT queue, due_at FROM unnest($1::text[]) AS queue CROSS JOIN generate_series(1, 10) AS level CROSS JOIN LATERAL (
    SELECT due_at FROM tasks t
    WHERE t.queue = queue.queue AND t.priority = level AND t.status = 'PENDING' AND t.dispatched_at IS NULL AND ${condition}
    ORDER BY t.due_at, t.id LIMIT 1
  ) AS first`;

const inMs = (moment: string): string => `extract(epoch FROM ${moment} - clock_timestamp())::float8 * 1000`;

const LOOK = `
  SELECT
    ARRAY(SELECT DISTINCT queue FROM (${first('t.due_at <= now()')}) AS due) AS undispatched,
    ARRAY(SELECT queue FROM unnest($1::text[]) AS queue WHERE EXISTS (
      SELECT FROM tasks t WHERE t.queue = queue.queue AND t.status = 'PENDING' AND t.dispatched_at IS NOT NULL)) AS dispatched,
    ARRAY(SELECT queue FROM queue_settings WHERE concurrency IS NOT NULL) AS limited,
    (SELECT ${inMs('min(due_at)')} FROM (${first('t.due_at > now()')}) AS later) AS "nextDueInMs",
    (SELECT ${inMs('min(next_run_at)')} FROM schedules WHERE next_run_at IS NOT NULL) AS "nextScheduleInMs",
    EXISTS (SELECT FROM tasks WHERE status = 'PENDING' AND expires_at <= now()) AS expired,
    EXISTS (SELECT FROM tasks WHERE status = 'PROCESSING' AND cancel_requested_at IS NOT NULL) AS cancelling,
    EXISTS (SELECT FROM bulk_actions WHERE status = 'RUNNING') AS "bulkActions",
    EXISTS (SELECT FROM webhook_deliveries WHERE status IN ('pending', 'sealed')) AS webhooks,
    (SELECT epoch FROM broker_state WHERE broker = 'current') AS "brokerEpoch"`;
