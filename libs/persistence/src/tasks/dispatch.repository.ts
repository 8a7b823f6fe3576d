import { Injectable } from '@nestjs/common';
import { VitalDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { LOST_AFTER_MS } from '../workers/worker.repository.js';
import { EXPECT, PARK } from './give-back.js';

/** What the broker gets to know of a task. */
export interface Delivery {
  readonly id: string;
  readonly delivery: number;
  readonly priority: number;
}

export type ParkedDelivery = Pick<Delivery, 'id' | 'delivery'>;

/** The outbox: which tasks are with the broker. It is a column of the task, so that it is written with the task. */
@Injectable()
export class DispatchRepository {
  constructor(private readonly vital: VitalDatabase) {}

  /**
   * Marks due tasks of a queue as dispatched, most urgent first. Nothing of a paused queue; of one with a limit no more
   * than may start now.
   * @param window how many tasks the broker may hold of one priority and those above it; an urgent task therefore
   *   finds room although the window is full of less urgent ones
   */
  take(queue: string, window: number, limit: number): Promise<Delivery[]> {
    return rowsOf(this.vital.manager, TAKE, [queue, window, limit]);
  }

  /**
   * Takes marks back: these deliveries did not reach the broker. A task that moved on meanwhile stays as it is.
   * @returns how many were taken back
   */
  async putBack(deliveries: readonly ParkedDelivery[]): Promise<number> {
    const columns = [deliveries.map(({ id }) => id), deliveries.map(({ delivery }) => delivery)];
    return (await rowsOf(this.vital.manager, PUT_BACK, columns)).length;
  }

  /**
   * Takes back deliveries that a worker has in its hands and may not run: their queue is paused or full, it does not know their
   * type, or it stops. They get a new delivery, since the broker would drop an id that is still active. One of an unknown type
   * comes again later and later, so that another worker can have it.
   * @param types those that the worker knows
   * @returns those whose rows are busy; what is stale changes nothing
   */
  async park(deliveries: readonly ParkedDelivery[], types: readonly string[]): Promise<ParkedDelivery[]> {
    const columns = [deliveries.map(({ id }) => id), deliveries.map(({ delivery }) => delivery)];
    const rows = await rowsOf<{ id: string }>(this.vital.manager, PARK, [...columns, types, LOST_AFTER_MS]);
    const busy = new Set(rows.map(({ id }) => id));
    return deliveries.filter(({ id }) => busy.has(id));
  }

  /**
   * Makes tasks of these types due again that were given back: a worker that knows them has come.
   * @returns how many, at most limit
   */
  async expect(types: readonly string[], limit: number): Promise<number> {
    return (await rowsOf(this.vital.manager, EXPECT, [types, limit])).length;
  }

  /** Takes all marks back that were set before now: the broker has lost its data. */
  async putBackAll(): Promise<number> {
    const rows = await rowsOf(this.vital.manager, PUT_BACK_ALL, []);
    return rows.length;
  }

  /** The next tasks of a queue in the order of their ids that were dispatched at least ageMs ago. */
  sample(queue: string, afterId: string, ageMs: number, limit: number): Promise<Delivery[]> {
    return rowsOf(this.vital.manager, SAMPLE, [queue, afterId, ageMs, limit]);
  }
}

// One index range a priority: a single scan over (priority, due_at) would pass every task that waits for a later time.
// `picked` has looked at the rows under their lock. Asked again in `taken`, the same conditions would let the planner, whose
// statistics do not know of a sudden backlog, read all of it for a join.
const TAKE = `
  WITH open AS (
    SELECT CASE WHEN s.paused THEN 0 WHEN s.concurrency IS NULL THEN $2::int
      ELSE least($2, s.concurrency - (SELECT count(*) FROM tasks WHERE status = 'PROCESSING' AND queue = $1)) END AS tasks
    FROM (SELECT $1::text AS queue) AS one LEFT JOIN queue_settings s USING (queue)
  ), held AS MATERIALIZED (
    SELECT priority, count(*) AS tasks FROM tasks
    WHERE queue = $1 AND status = 'PENDING' AND dispatched_at IS NOT NULL GROUP BY priority
  ), room AS (
    SELECT level, greatest(0, (SELECT tasks FROM open) - coalesce((SELECT sum(held.tasks) FROM held WHERE held.priority >= level), 0))::int AS free
    FROM generate_series(10, 1, -1) AS level
  ), picked AS (
    SELECT due.id FROM room CROSS JOIN LATERAL (
      SELECT id FROM tasks
      WHERE queue = $1 AND priority = room.level AND status = 'PENDING' AND dispatched_at IS NULL AND due_at <= now()
      ORDER BY due_at, id LIMIT least(room.free, $3::int) FOR UPDATE SKIP LOCKED
    ) AS due
    LIMIT $3::int
  ), taken AS (
    UPDATE tasks t SET dispatched_at = now_ms() FROM picked WHERE t.id = picked.id
    RETURNING t.id, t.delivery, t.priority, t.due_at
  )
  SELECT id, delivery, priority FROM taken ORDER BY priority DESC, due_at, id`;

// A busy row keeps its mark, here and below: it is being claimed, or it is found again among the lost deliveries.
const PUT_BACK = `
  WITH held AS MATERIALIZED (
    SELECT t.id FROM unnest($1::uuid[], $2::int[]) AS d(id, delivery) JOIN tasks t ON t.id = d.id AND t.delivery = d.delivery
    WHERE t.status || '' = 'PENDING' AND t.dispatched_at IS NOT NULL FOR NO KEY UPDATE OF t SKIP LOCKED
  )
  UPDATE tasks t SET dispatched_at = NULL FROM held WHERE t.id = held.id RETURNING t.id`;

const PUT_BACK_ALL = `
  WITH held AS MATERIALIZED (
    SELECT id FROM tasks WHERE status = 'PENDING' AND dispatched_at < now() FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE tasks t SET dispatched_at = NULL FROM held WHERE t.id = held.id RETURNING t.id`;

const SAMPLE = `
  SELECT id, delivery, priority FROM tasks
  WHERE queue = $1 AND status = 'PENDING' AND dispatched_at < now() - $3::float8 * interval '1 ms' AND id > $2
  ORDER BY id LIMIT $4`;
