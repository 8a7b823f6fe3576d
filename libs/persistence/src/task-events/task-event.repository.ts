import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { bytesSql, PAGE_BYTES } from '../tasks/shortened.js';

/** A change of any task, as the stream of all tasks sends it. */
export interface StoredChange {
  readonly id: number;
  readonly event: 'status' | 'progress';
  /** JSON, with `taskId`. */
  readonly data: string;
}

/** Transactions, and the ids under which they write; none before they have written anything. */
export type Writers = ReadonlyMap<string, readonly string[]>;

/**
 * An event of a task. `text` is what is left of pieces that were dropped: the whole text, from the result.
 */
export interface StoredEvent {
  readonly id: number;
  readonly event: 'status' | 'progress' | 'delta' | 'reset' | 'text';
  /** JSON. */
  readonly data: string;
}

/** Events of one task after a position. */
export interface EventPosition {
  readonly taskId: string;
  readonly afterId: number;
}

/** The next events of a position. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Whether there are more, beyond the limit or beyond what one read may bring. */
  readonly hasMore: boolean;
}

/** Where the events of a task end. */
export interface EventState {
  readonly taskId: string;
  readonly hasEnded: boolean;
  /** The id of its last `status` event. */
  readonly lastStatusId: number;
  /** The id of its last event. */
  readonly lastId: number;
  /** The attempts that it has made. */
  readonly attempt: number;
}

type EventRow = { readonly place: string; readonly id: string; readonly found: string } & Omit<
  StoredEvent,
  'id'
>;

/**
 * Reads task_events. Whoever writes an event of a task holds a lock on the task's row when the event takes
 * its id, and until it commits. So the events of one task become visible in the order of their ids, and a
 * reader that goes on after the last id it saw misses nothing. Between tasks there is no such order: see
 * writers().
 */
@Injectable()
export class TaskEventRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * The next events after each position, first one first; in all about as many bytes as a page.
   * @param limit events of each position
   */
  async after(positions: readonly EventPosition[], limit: number): Promise<EventPage[]> {
    const parameters = [
      positions.map(({ taskId }) => taskId),
      positions.map(({ afterId }) => afterId),
      limit,
    ];
    const rows = await this.rows<EventRow>(AFTER, parameters);
    const pages: StoredEvent[][] = positions.map(() => []);
    for (const { place, id, event, data } of rows)
      pages[Number(place) - 1]?.push({ id: Number(id), event, data });
    // What was cut off begins in the last position that was read, or in the next: those from there on may
    // have more.
    const isCut = rows.length < Number(rows[0]?.found ?? 0);
    const lastRead = Number(rows.at(-1)?.place ?? 0) - 1;
    return pages.map((events, index) => ({
      events,
      hasMore: events.length === limit || (isCut && index >= lastRead),
    }));
  }

  /** Those of the tasks that exist. */
  async statesOf(taskIds: readonly string[]): Promise<EventState[]> {
    const rows = await this.rows<
      Omit<EventState, 'lastStatusId' | 'lastId'> & { lastStatusId: string; lastId: string }
    >(STATES, [taskIds]);
    return rows.map((row) => ({
      ...row,
      lastStatusId: Number(row.lastStatusId),
      lastId: Number(row.lastId),
    }));
  }

  /** Changes of all tasks, afterId < id <= upToId, in the order of their ids. */
  async changes(afterId: number, upToId: number, limit: number): Promise<StoredChange[]> {
    const rows = await this.rows<Omit<StoredChange, 'id'> & { id: string }>(CHANGES, [
      afterId,
      upToId,
      limit,
    ]);
    return rows.map(({ id, event, data }) => ({ id: Number(id), event, data }));
  }

  /** The highest id that any event has taken, committed or not. */
  async lastId(): Promise<number> {
    const [row] = await this.rows<{ id: string }>(
      'SELECT last_value - (NOT is_called)::int AS id FROM task_events_id_seq',
      [],
    );
    return Number(row?.id ?? 0);
  }

  /** Changes of all tasks, afterId < id <= upToId, that these transactions wrote. */
  async changesBy(
    xids: readonly string[],
    afterId: number,
    upToId: number,
    limit: number,
  ): Promise<StoredChange[]> {
    const rows = await this.rows<Omit<StoredChange, 'id'> & { id: string }>(CHANGES_BY, [
      afterId,
      upToId,
      limit,
      xids,
    ]);
    return rows.map(({ id, event, data }) => ({ id: Number(id), event, data }));
  }

  /** Whether there are more changes than so many, afterId < id <= upToId. */
  async areMoreChangesThan(many: number, afterId: number, upToId: number): Promise<boolean> {
    return (await this.rows(MORE_CHANGES, [afterId, upToId, many])).length > 0;
  }

  /**
   * The transactions that may be writing events now. An id that was taken before this is asked belongs to a
   * transaction that is either in the answer, or whose events are visible. Locks are looked at, not
   * transaction ids: a long transaction elsewhere in the database server is no reason to wait.
   */
  async writers(): Promise<Writers> {
    const rows = await this.rows<{ writer: string; xids: string[] }>(WRITERS, []);
    return new Map(rows.map(({ writer, xids }) => [writer, xids]));
  }

  /**
   * Tells all processes that these tasks have new events; in a transaction of its own, so that no write waits
   * for it.
   */
  async notify(payloads: readonly string[]): Promise<void> {
    await this.rows(sql`SELECT pg_notify('task_events', payload) FROM unnest($1::text[]) AS payload`, [
      payloads,
    ]);
  }

  private rows<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    return rowsOf<Row>(this.database.manager, statement, parameters);
  }
}

// A row is read whole only where it is in the answer; the first one is, whatever its size.
const AFTER = sql`
  WITH found AS (
    SELECT p.place, p.task_id, e.id, e.event, ${bytesSql('e.data')} + CASE e.event WHEN 'text'
      THEN (SELECT ${bytesSql('t.result')} FROM tasks t WHERE t.id = p.task_id) ELSE 0 END AS bytes
    FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS p(task_id, after_id, place)
    CROSS JOIN LATERAL (
      SELECT id, event, data FROM task_events WHERE task_id = p.task_id AND id > p.after_id ORDER BY id
      LIMIT $3
    ) AS e
  ), measured AS (
    SELECT found.*, count(*) OVER () AS found,
      sum(bytes) OVER (ORDER BY place, id) - bytes AS before FROM found
  )
  SELECT m.place, e.id, e.event, m.found,
    (CASE e.event WHEN 'text' THEN e.data || (
        SELECT jsonb_build_object('text', t.result->'text') FROM tasks t WHERE t.id = m.task_id)
                  ELSE e.data END)::text AS data
  FROM measured m JOIN task_events e ON e.task_id = m.task_id AND e.id = m.id
  WHERE m.before < ${PAGE_BYTES}
  ORDER BY m.place, m.id`;

const STATES = sql`
  SELECT t.id AS "taskId", t.finished_at IS NOT NULL AS "hasEnded", coalesce(last.id, 0) AS "lastStatusId",
    t.attempts_made AS attempt,
    coalesce((
      SELECT id FROM task_events e WHERE e.task_id = t.id ORDER BY e.task_id DESC, e.id DESC LIMIT 1
    ), 0) AS "lastId"
  FROM tasks t LEFT JOIN LATERAL (
    SELECT id FROM task_events WHERE task_id = t.id AND event = 'status' ORDER BY task_id DESC, id DESC
    LIMIT 1
  ) AS last ON true
  WHERE t.id = ANY($1::uuid[])`;

const changes = (condition: string): string => sql`
  SELECT id, event, (jsonb_build_object('taskId', task_id) || data)::text AS data
  FROM task_events WHERE event IN ('status', 'progress') AND id > $1 AND id <= $2 ${condition} ORDER BY id
  LIMIT $3`;

const CHANGES = changes('');
const CHANGES_BY = changes('AND xmin = ANY($4::xid[])');

const MORE_CHANGES = sql`
  SELECT id FROM task_events WHERE event IN ('status', 'progress') AND id > $1 AND id <= $2
  ORDER BY id OFFSET $3 LIMIT 1`;

const WRITERS = sql`
  WITH locks AS MATERIALIZED (SELECT * FROM pg_locks)
  SELECT virtualtransaction AS writer, ARRAY(
    SELECT transactionid::text FROM locks own
    WHERE own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock'
      AND own.virtualtransaction = locks.virtualtransaction) AS xids
  FROM locks
  WHERE locktype = 'relation' AND relation = 'task_events'::regclass AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
