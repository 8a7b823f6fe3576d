import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { SHORTENED_BEYOND_BYTES } from '../tasks/shortened.js';
import { taskFromSnapshot } from '../tasks/task-snapshot.js';
import { Task } from '../tasks/task.entity.js';
import type { EventBacklog, EventDestination, RefusedEvent, ResultEvent } from './result-event.js';

interface EventRow extends Omit<ResultEvent, 'task'> {
  readonly task: Record<string, unknown>;
}

/**
 * The outbox of result events for queues and topics. The transitions write it; see resultEvent of follows.ts.
 * An event that nobody settles is due again when its lease ends.
 */
@Injectable()
export class ResultEventRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /** From now on, for so long, the ends of tasks are written for these destinations. */
  async want(destinations: readonly EventDestination[], forMs: number): Promise<void> {
    await rowsOf(this.tasks.manager, WANT, [destinations, forMs]);
  }

  /**
   * Leases due events, the longest due first.
   * @param mostBytes of a task as JSON: of a longer one what is long in it is left out
   */
  async take(
    destination: EventDestination,
    limit: number,
    leaseMs: number,
    mostBytes: number,
  ): Promise<ResultEvent[]> {
    const rows = await rowsOf<EventRow>(this.tasks.manager, TAKE, [destination, limit, leaseMs, mostBytes]);
    const { metadata } = this.tasks;
    return rows
      .map((row) => ({ ...row, task: taskFromSnapshot(metadata, row.task) }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)); // a UUIDv7: as they came about
  }

  /** The destination has them. */
  async delivered(events: readonly Pick<ResultEvent, 'id' | 'leaseToken'>[]): Promise<void> {
    await rowsOf(this.tasks.manager, DELIVERED, idsAndTokens(events));
  }

  /** The destination has refused them, each for itself. */
  async refused(events: readonly RefusedEvent[]): Promise<void> {
    const delays = events.map(({ nextInMs }) => nextInMs);
    await rowsOf(this.tasks.manager, REFUSED, [...idsAndTokens(events), delays]);
  }

  /** The destination was not reached: they are due as before, and it does not count. */
  async giveBack(events: readonly Pick<ResultEvent, 'id' | 'leaseToken'>[]): Promise<void> {
    await rowsOf(this.tasks.manager, GIVE_BACK, idsAndTokens(events));
  }

  /** Removes those that are older. @returns how many, at most limit */
  async removeOlder(ageMs: number, limit: number): Promise<number> {
    return (await rowsOf(this.tasks.manager, REMOVE_OLDER, [ageMs, limit])).length;
  }

  async backlog(destination: EventDestination): Promise<EventBacklog> {
    const [row] = await rowsOf<EventBacklog>(this.tasks.manager, BACKLOG, [destination]);
    return row ?? { undelivered: 0, oldestAgeSeconds: 0 };
  }
}

function idsAndTokens(events: readonly Pick<ResultEvent, 'id' | 'leaseToken'>[]): [string[], string[]] {
  return [events.map(({ id }) => id), events.map(({ leaseToken }) => leaseToken)];
}

const WANT = sql`
  INSERT INTO event_destinations (name, wanted_until)
  SELECT name, now_ms() + $2::float8 * interval '1 ms' FROM unnest($1::text[]) AS name ORDER BY name
  ON CONFLICT (name) DO UPDATE SET wanted_until = excluded.wanted_until`;

const isLong = (column: string): string =>
  sql`octet_length((e.task->'${column}')::text) > ${SHORTENED_BEYOND_BYTES}`;

const TAKE = sql`
  WITH picked AS MATERIALIZED (
    SELECT id FROM result_events WHERE destination = $1 AND due_at <= now()
    ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE result_events e SET
      lease_token = gen_random_uuid(), due_at = now_ms() + $3::float8 * interval '1 ms'
    FROM picked WHERE e.id = picked.id
    RETURNING e.*
  ), long AS (
    SELECT e.*,
      CASE WHEN octet_length(e.task::text) <= $4 THEN '{}'::text[] ELSE
        CASE WHEN ${isLong('input')} THEN '{input}'::text[] ELSE '{}' END ||
        CASE WHEN ${isLong('result')} THEN '{result}'::text[] ELSE '{}' END
      END AS left_out
    FROM taken e
  )
  SELECT id, lease_token AS "leaseToken", event, occurred_at AS "occurredAt", refusals,
    left_out AS "leftOut", task
      || CASE WHEN 'input' = ANY (left_out) THEN '{"input": {}}'::jsonb ELSE '{}' END
      || CASE WHEN 'result' = ANY (left_out) THEN '{"result": null}'::jsonb ELSE '{}' END AS task
  FROM long`;

/** $1 are ids and $2 their tokens: who lost a lease says nothing. */
const OURS = sql`unnest($1::uuid[], $2::uuid[]) AS ours(id, token)
  WHERE e.id = ours.id AND e.lease_token = ours.token`;

const DELIVERED = sql`DELETE FROM result_events e USING ${OURS}`;

const REFUSED = sql`
  WITH said AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::float8[]) AS s(id, token, delay)
  ), ended AS (
    DELETE FROM result_events e USING said
    WHERE e.id = said.id AND e.lease_token = said.token AND said.delay IS NULL
  )
  UPDATE result_events e SET
    refusals = refusals + 1, lease_token = NULL, due_at = now_ms() + said.delay * interval '1 ms'
  FROM said WHERE e.id = said.id AND e.lease_token = said.token AND said.delay IS NOT NULL`;

const GIVE_BACK = sql`UPDATE result_events e SET lease_token = NULL, due_at = now_ms() FROM ${OURS}`;

const REMOVE_OLDER = sql`
  DELETE FROM result_events e USING (
    SELECT id FROM result_events WHERE occurred_at < now() - $1::float8 * interval '1 ms'
    ORDER BY occurred_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ) AS old WHERE e.id = old.id RETURNING e.id`;

const BACKLOG = sql`
  SELECT count(*)::int AS undelivered,
    coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0)::float8 AS "oldestAgeSeconds"
  FROM result_events WHERE destination = $1`;
