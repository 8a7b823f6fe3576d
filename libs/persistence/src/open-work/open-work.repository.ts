import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { DispatchPositions, type Positions } from '../tasks/dispatch-positions.js';
import { dueFrom, FOR_BROKER, givenFrom, LEVEL, LEVELS, SETTLED } from '../tasks/dispatch-sql.js';

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
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly positions: DispatchPositions,
  ) {}

  async look(queues: readonly string[]): Promise<OpenWork> {
    const {
      due: _,
      given: __,
      ...work
    } = await this.positions.look(queues, (from) => this.lookFrom(queues, from));
    return work;
  }

  private async lookFrom(
    queues: readonly string[],
    { due, given }: Positions,
  ): Promise<OpenWork & Positions> {
    const [found] = await rowsOf<OpenWork & Positions>(this.database.manager, LOOK, [queues, due, given]);
    if (!found) throw new Error('a SELECT without FROM had no row');
    return found;
  }
}

/** $1 are queues; $2 and $3 the positions of their levels. */
const LEVELS_OF_QUEUES = sql`unnest($1::text[]) WITH ORDINALITY AS queues(queue, number) CROSS JOIN ${LEVEL}`;
const positionIn = (parameter: string): string =>
  sql`(${parameter}::timestamptz[])[(number - 1) * ${LEVELS} + place]`;

/**
 * The first of each queue and priority, along an index: one entry each, whatever waits. An index by due_at
 * alone would be one more to write with every change of a task.
 */
const first = (column: string, condition: string): string => sql`
  SELECT queue, number, place, first.at FROM ${LEVELS_OF_QUEUES} LEFT JOIN LATERAL (
    SELECT ${column} AS at FROM tasks t WHERE t.queue = queues.queue AND t.priority = level AND ${condition}
    ORDER BY t.${column}, t.id LIMIT 1
  ) AS first ON true`;

const positions = (of: string): string =>
  sql`ARRAY(SELECT least(at, ${SETTLED})::text FROM ${of} ORDER BY number, place)`;

const inMs = (moment: string): string =>
  sql`extract(epoch FROM ${moment} - clock_timestamp())::float8 * 1000`;

const LOOK = sql`
  WITH due AS MATERIALIZED (${first('due_at', dueFrom(positionIn('$2')))}
  ), given AS MATERIALIZED (${first('dispatched_at', givenFrom(positionIn('$3')))}
  ), later AS (${first('due_at', sql`${FOR_BROKER} AND due_at > now()`)}
  )
  SELECT
    ARRAY(SELECT DISTINCT queue FROM due WHERE at IS NOT NULL) AS undispatched,
    ARRAY(SELECT DISTINCT queue FROM given WHERE at IS NOT NULL) AS dispatched,
    ${positions('due')} AS due, ${positions('given')} AS given,
    ARRAY(SELECT queue FROM queue_settings WHERE concurrency IS NOT NULL) AS limited,
    (SELECT ${inMs('min(at)')} FROM later) AS "nextDueInMs",
    (SELECT ${inMs('min(next_run_at)')} FROM schedules WHERE next_run_at IS NOT NULL) AS "nextScheduleInMs",
    EXISTS (SELECT FROM tasks WHERE status = 'PENDING' AND expires_at <= now()) AS expired,
    EXISTS (SELECT FROM tasks WHERE status = 'PROCESSING' AND cancel_requested_at IS NOT NULL) AS cancelling,
    EXISTS (SELECT FROM bulk_actions WHERE status = 'RUNNING') AS "bulkActions",
    EXISTS (SELECT FROM webhook_deliveries WHERE status IN ('pending', 'sealed')) AS webhooks,
    (SELECT epoch FROM broker_state WHERE broker = 'current') AS "brokerEpoch"`;
