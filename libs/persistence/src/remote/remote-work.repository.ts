import { Injectable } from '@nestjs/common';
import { VitalDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { LEVEL } from '../tasks/dispatch-sql.js';
import { HAND_OVER, TAKE_OVER } from './change-of-hands.js';

/** A task that a worker over HTTP may claim. */
export interface Offer {
  readonly id: string;
  readonly delivery: number;
  readonly type: string;
}

/** A task that a worker over HTTP keeps for longer than one attempt may take. */
export interface OverdueTask {
  readonly id: string;
  readonly leaseToken: string;
  readonly type: string;
  readonly attemptsMade: number;
  readonly attemptsMax: number;
  readonly timeoutMs: number;
}

/** What waits for workers over HTTP, and what they keep for too long. */
@Injectable()
export class RemoteWorkRepository {
  constructor(private readonly vital: VitalDatabase) {}

  /**
   * Due tasks of these types, the most urgent first: none of a paused queue, and of one with a limit no more
   * than may start now. Nothing is locked; whether a task may start is decided by its claim.
   */
  offers(types: readonly string[], limit: number): Promise<Offer[]> {
    return rowsOf(this.vital.manager, OFFERS, [types, limit]);
  }

  /** Milliseconds until the next task of these types becomes due that waits for its time; null for none. */
  async nextDueInMs(types: readonly string[]): Promise<number | null> {
    const [row] = await rowsOf<{ inMs: number | null }>(this.vital.manager, NEXT_DUE, [types]);
    return row?.inMs ?? null;
  }

  /** Tells all processes that some became due. */
  async notifyDue(): Promise<void> {
    await rowsOf(this.vital.manager, NOTIFY_DUE);
  }

  /** Lets the broker bring what waits of these types. @returns how many, at most limit */
  async takeOver(types: readonly string[], limit: number): Promise<number> {
    return (await rowsOf(this.vital.manager, TAKE_OVER, [types, limit])).length;
  }

  /** Offers what waits of a type to workers over HTTP. @returns how many, at most limit */
  async handOver(type: string, limit: number): Promise<number> {
    return (await rowsOf(this.vital.manager, HAND_OVER, [type, limit])).length;
  }

  /** Tells the worker that runs a task that somebody else has ended the attempt. */
  async notifySettled(taskId: string): Promise<void> {
    await rowsOf(this.vital.manager, NOTIFY_SETTLED, [taskId]);
  }

  /** Those whose attempts have lasted longer than they may. */
  overdue(limit: number): Promise<OverdueTask[]> {
    return rowsOf(this.vital.manager, OVERDUE, [limit]);
  }
}

const NOTIFY_DUE = sql`SELECT pg_notify('work_due', '')`;
const NOTIFY_SETTLED = sql`SELECT pg_notify('task_settled', $1)`;

/** What waits for workers over HTTP, along tasks_offered_by_queue. */
const OFFERED = `status = 'PENDING' AND remote`;

/** $1 are types: the queues in which tasks of them wait, one look into the index each. */
const QUEUES = sql`
  queues AS MATERIALIZED (
    SELECT types.type, found.queue FROM unnest($1::text[]) AS types(type) CROSS JOIN LATERAL (
      WITH RECURSIVE each AS (
        (SELECT queue FROM tasks WHERE type = types.type AND ${OFFERED} ORDER BY queue LIMIT 1)
        UNION ALL
        SELECT (
          SELECT t.queue FROM tasks t WHERE t.type = types.type AND ${OFFERED} AND t.queue > each.queue
          ORDER BY t.queue LIMIT 1
        ) FROM each WHERE each.queue IS NOT NULL
      )
      SELECT queue FROM each WHERE queue IS NOT NULL
    ) AS found
  )`;

const WAITING = sql`
  t.type = queues.type AND t.queue = queues.queue AND t.priority = level AND t.${OFFERED}`;

// One range of the index a type, queue and level, as in the outbox.
const OFFERS = sql`
  WITH ${QUEUES}, rooms AS MATERIALIZED (
    SELECT s.queue, CASE WHEN s.paused THEN 0 ELSE s.concurrency - (
      SELECT count(*) FROM tasks WHERE status = 'PROCESSING' AND queue = s.queue) END AS room
    FROM queue_settings s WHERE s.paused OR s.concurrency IS NOT NULL
  ), waiting AS MATERIALIZED (
    SELECT one.* FROM (
      SELECT * FROM queues WHERE NOT EXISTS (SELECT FROM rooms WHERE rooms.queue = queues.queue AND room <= 0)
    ) AS queues CROSS JOIN ${LEVEL} CROSS JOIN LATERAL (
      SELECT t.id, t.delivery, t.type, t.queue, t.priority, t.due_at FROM tasks t
      WHERE ${WAITING} AND t.due_at <= now() AND (t.expires_at IS NULL OR t.expires_at > now())
      ORDER BY t.due_at, t.id LIMIT $2
    ) AS one
  ), placed AS (
    SELECT *, row_number() OVER (PARTITION BY queue ORDER BY priority DESC, due_at, id) AS place FROM waiting
  )
  SELECT id, delivery, type FROM placed LEFT JOIN rooms USING (queue)
  WHERE room IS NULL OR place <= room
  ORDER BY priority DESC, due_at, id LIMIT $2`;

const NEXT_DUE = sql`
  WITH ${QUEUES}
  SELECT extract(epoch FROM min(one.due_at) - clock_timestamp())::float8 * 1000 AS "inMs"
  FROM queues CROSS JOIN ${LEVEL} CROSS JOIN LATERAL (
    SELECT t.due_at FROM tasks t WHERE ${WAITING} AND t.due_at > now() ORDER BY t.due_at, t.id LIMIT 1
  ) AS one`;

const OVERDUE = sql`
  SELECT id, lease_token AS "leaseToken", type, timeout_ms AS "timeoutMs",
    attempts_made AS "attemptsMade", attempts_max AS "attemptsMax"
  FROM tasks WHERE status = 'PROCESSING' AND remote AND cancel_requested_at IS NULL
    AND started_at < now() - timeout_ms * interval '1 ms'
  LIMIT $1`;
