import { Injectable } from '@nestjs/common';
import { VitalDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { LOST_AFTER_MS } from '../workers/worker.repository.js';
import { DispatchPositions, type Positions } from './dispatch-positions.js';
import { dueFrom, givenFrom, LEVEL, LEVELS, SETTLED } from './dispatch-sql.js';
import { EXPECT, PARK } from './give-back.js';

/** What the broker gets to know of a task. */
export interface Delivery {
  readonly id: string;
  readonly delivery: number;
  readonly priority: number;
}

/** One that the broker should have. */
export interface SampledDelivery extends Delivery {
  /** As PostgreSQL writes it. */
  readonly dispatchedAt: string;
}

export type ParkedDelivery = Pick<Delivery, 'id' | 'delivery'>;

/**
 * The outbox: which tasks are with the broker. It is a column of the task, so that it is written with the
 * task.
 */
@Injectable()
export class OutboxRepository {
  constructor(
    private readonly vital: VitalDatabase,
    private readonly positions: DispatchPositions,
  ) {}

  /**
   * Marks due tasks of a queue as dispatched, most urgent first. Nothing of a paused queue; of one with a
   * limit no more than may start now.
   * @param window how many tasks the broker may hold of one priority and those above it; an urgent task
   *   therefore finds room although the window is full of less urgent ones
   */
  async take(queue: string, window: number, limit: number): Promise<Delivery[]> {
    const { taken } = await this.positions.during(
      [queue],
      this.positions.of(queue),
      async ({ due, given }) => {
        const rows = await rowsOf<Positions & { taken: Delivery[] }>(this.vital.manager, TAKE, [
          queue,
          window,
          limit,
          due,
          given,
        ]);
        return rows[0] ?? { due, given, taken: [] };
      },
    );
    return taken;
  }

  /** What was taken may be due again behind what this process has seen: a queue goes on, or has more room. */
  lookFromTheBegin(): void {
    this.positions.forget();
  }

  /**
   * Takes marks back: these deliveries did not reach the broker. A task that moved on meanwhile stays as it
   * is.
   * @returns how many were taken back
   */
  async putBack(deliveries: readonly ParkedDelivery[]): Promise<number> {
    const columns = [deliveries.map(({ id }) => id), deliveries.map(({ delivery }) => delivery)];
    return this.countBack(PUT_BACK, columns);
  }

  /**
   * Takes back deliveries that a worker has in its hands and may not run: their queue is paused or full, it
   * does not know their type, or it stops. They get a new delivery, since the broker would drop an id that is
   * still active. One of an unknown type comes again later and later, so that another worker can have it.
   * @param types those that the worker knows
   * @returns those whose rows are busy; what is stale changes nothing
   */
  async park(deliveries: readonly ParkedDelivery[], types: readonly string[]): Promise<ParkedDelivery[]> {
    const columns = [deliveries.map(({ id }) => id), deliveries.map(({ delivery }) => delivery)];
    const rows = await rowsOf<{ id: string }>(this.vital.manager, PARK, [...columns, types, LOST_AFTER_MS]);
    this.positions.forget();
    const busy = new Set(rows.map(({ id }) => id));
    return deliveries.filter(({ id }) => busy.has(id));
  }

  /**
   * Makes tasks of these types due again that were given back: a worker that knows them has come.
   * @returns how many, at most limit
   */
  async expect(types: readonly string[], limit: number): Promise<number> {
    return this.countBack(EXPECT, [types, limit]);
  }

  /** Takes all marks back that were set before now: the broker has lost its data. */
  putBackAll(): Promise<number> {
    return this.countBack(PUT_BACK_ALL, []);
  }

  /**
   * The next tasks of a queue, by priority and by when they were dispatched, at least ageMs ago.
   * @param after the last one before
   */
  sample(
    queue: string,
    after: SampledDelivery | null,
    ageMs: number,
    limit: number,
  ): Promise<SampledDelivery[]> {
    const { priority, dispatchedAt, id } = after ?? BEFORE_ALL;
    const parameters = [queue, this.positions.of(queue).given, ageMs, limit, priority, dispatchedAt, id];
    return rowsOf(this.vital.manager, SAMPLE, parameters);
  }

  private async countBack(statement: string, parameters: readonly unknown[]): Promise<number> {
    const rows = await rowsOf(this.vital.manager, statement, parameters);
    if (rows.length > 0) this.positions.forget();
    return rows.length;
  }
}

const BEFORE_ALL = {
  priority: LEVELS,
  dispatchedAt: '-infinity',
  id: '00000000-0000-0000-0000-000000000000',
};

// One index range a priority: a single scan over (priority, due_at) would pass every task that waits for a
// later time. `picked` has looked at the rows under their lock. Asked again in `taken`, the same conditions
// would let the planner, whose statistics do not know of a sudden backlog, read all of it for a join. OFFSET
// 0 keeps a level at its own range of the index: a join of all levels would read all that it has. `seen` says
// up to where each level holds nothing any more; a level without room was not looked at.
const TAKE = sql`
  WITH open AS (
    SELECT CASE WHEN s.paused THEN 0 WHEN s.concurrency IS NULL THEN $2::int
      ELSE least($2, s.concurrency - (
        SELECT count(*) FROM tasks WHERE status = 'PROCESSING' AND queue = $1)) END AS tasks
    FROM (SELECT $1::text AS queue) AS one LEFT JOIN queue_settings s USING (queue)
  ), given AS MATERIALIZED (
    SELECT level, place, count(one.dispatched_at) AS tasks, min(one.dispatched_at) AS first
    FROM ${LEVEL} LEFT JOIN LATERAL (
      SELECT dispatched_at FROM tasks
      WHERE queue = $1 AND priority = level AND ${givenFrom('($5::timestamptz[])[place]')} OFFSET 0
    ) AS one ON true GROUP BY level, place
  ), room AS MATERIALIZED (
    SELECT level, place, first,
      least($3::int, greatest(0, (SELECT tasks FROM open) - sum(tasks) OVER (ORDER BY place)))::int AS free
    FROM given ORDER BY place
  ), picked AS MATERIALIZED (
    SELECT level, due.id, due.due_at FROM room CROSS JOIN LATERAL (
      SELECT id, due_at FROM tasks
      WHERE queue = $1 AND priority = level AND ${dueFrom('($4::timestamptz[])[place]')}
      ORDER BY due_at, id LIMIT room.free FOR UPDATE SKIP LOCKED
    ) AS due
    LIMIT $3::int
  ), taken AS (
    UPDATE tasks t SET dispatched_at = now_ms() FROM picked WHERE t.id = picked.id
    RETURNING t.id, t.delivery, t.priority, t.due_at
  ), seen AS (
    SELECT place, first, CASE
      WHEN free = 0 OR level < last_level THEN NULL
      WHEN tasks >= free OR level = last_level THEN least(last, ${SETTLED})
      ELSE ${SETTLED} END AS up_to
    FROM room LEFT JOIN (
      SELECT level, count(*) AS tasks, max(due_at) AS last FROM picked GROUP BY level
    ) AS found USING (level) CROSS JOIN (
      SELECT CASE WHEN count(*) >= $3::int THEN min(level) ELSE 0 END AS last_level FROM picked
    ) AS all_picked
  )
  SELECT
    ARRAY(
      SELECT jsonb_build_object('id', id, 'delivery', delivery, 'priority', priority) FROM taken
      ORDER BY priority DESC, due_at, id) AS taken,
    ARRAY(SELECT greatest(($4::timestamptz[])[place], up_to)::text FROM seen ORDER BY place) AS due,
    ARRAY(SELECT least(first, ${SETTLED})::text FROM seen ORDER BY place) AS given`;

// A busy row keeps its mark, here and below: it is being claimed, or it is found again among the lost
// deliveries.
const PUT_BACK = sql`
  WITH held AS MATERIALIZED (
    SELECT t.id FROM unnest($1::uuid[], $2::int[]) AS d(id, delivery)
      JOIN tasks t ON t.id = d.id AND t.delivery = d.delivery
    WHERE t.status || '' = 'PENDING' AND t.dispatched_at IS NOT NULL FOR NO KEY UPDATE OF t SKIP LOCKED
  )
  UPDATE tasks t SET dispatched_at = NULL FROM held WHERE t.id = held.id RETURNING t.id`;

const PUT_BACK_ALL = sql`
  WITH held AS MATERIALIZED (
    SELECT id FROM tasks WHERE status = 'PENDING' AND dispatched_at < now() FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE tasks t SET dispatched_at = NULL FROM held WHERE t.id = held.id RETURNING t.id`;

const SAMPLE = sql`
  SELECT one.* FROM ${LEVEL} CROSS JOIN LATERAL (
    SELECT id, delivery, priority, dispatched_at::text AS "dispatchedAt" FROM tasks t
    WHERE queue = $1 AND priority = level AND ${givenFrom('($2::timestamptz[])[place]')}
      AND dispatched_at < now() - $3::float8 * interval '1 ms'
      AND (level < $5 OR (dispatched_at, id) > ($6::timestamptz, $7::uuid))
    ORDER BY t.dispatched_at, id LIMIT $4
  ) AS one WHERE level <= $5 ORDER BY place LIMIT $4`;
