import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type QueueCounts, QUEUE_COUNTS } from '../queues/queue-stats.repository.js';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { inTransaction } from '../transaction.js';

/** One process looks in so many seconds, however many there are. */
const TURN_SECONDS = 4;

/**
 * A queue must be well below its limit for so long before its alert is over: this share of it, and these
 * seconds.
 */
const CALM = { share: 0.8, seconds: 10 };

export type AlertReason = 'waiting' | 'age';

/** What a queue may come to; null where nobody wants to know. */
export interface AlertLimits {
  /** Tasks. */
  readonly waiting: number | null;
  /** Seconds. */
  readonly age: number | null;
}

export interface QueueAlert {
  readonly queue: string;
  readonly reason: AlertReason;
  /** Tasks or seconds, as the limit. */
  readonly value: number;
  /** The highest value since it began. */
  readonly highest: number;
  readonly limit: number;
  readonly since: Date;
}

export interface AlertChanges {
  readonly raised: readonly QueueAlert[];
  readonly resolved: readonly QueueAlert[];
}

/** A webhook that has to be sent. */
export interface AlertMessage {
  readonly id: string;
  readonly body: object;
  /** This one included. */
  readonly tries: number;
}

/** Which queues are too long or too old: one state for the whole cluster, so that a change is told once. */
@Injectable()
export class QueueAlertRepository {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly slow: SlowDatabase,
  ) {}

  /**
   * Looks at all queues, if no process has done so a moment ago, and changes the alerts.
   * @param wantsMessages whether a webhook is to be sent for each change
   */
  async check(limits: AlertLimits, wantsMessages: boolean): Promise<AlertChanges | null> {
    const turn = await rowsOf(this.database.manager, TAKE_TURN, [TURN_SECONDS]);
    return turn.length > 0 ? this.change(limits, wantsMessages) : null;
  }

  private change(limits: AlertLimits, wantsMessages: boolean): Promise<AlertChanges> {
    return inTransaction(this.slow.manager, async (manager) => {
      const observed = observations(await rowsOf<QueueCounts>(manager, QUEUE_COUNTS, []), limits);
      const raised = await rowsOf<QueueAlert>(manager, RAISE, [JSON.stringify(observed)]);
      await rowsOf(manager, UPDATE, [JSON.stringify(observed), CALM.share]);
      const resolved = await rowsOf<QueueAlert>(manager, RESOLVE, [CALM.seconds]);
      const messages = [
        ...raised.map((alert) => messageOf('raised', alert)),
        ...resolved.map((alert) => messageOf('resolved', alert)),
      ];
      if (wantsMessages && messages.length > 0)
        await rowsOf(manager, KEEP_MESSAGES, [JSON.stringify(messages)]);
      return { raised, resolved };
    });
  }

  active(): Promise<QueueAlert[]> {
    return rowsOf(
      this.database.manager,
      sql`SELECT ${COLUMNS} FROM queue_alerts WHERE active ORDER BY queue, reason`,
      [],
    );
  }

  /** A message whose time has come; the next try comes by itself, later and later, unless it is forgotten. */
  async nextMessage(): Promise<AlertMessage | null> {
    const [message] = await rowsOf<AlertMessage>(this.database.manager, NEXT_MESSAGE, []);
    return message ?? null;
  }

  async forgetMessage(id: string): Promise<void> {
    await rowsOf(this.database.manager, 'DELETE FROM queue_alert_messages WHERE id = $1', [id]);
  }
}

interface Observation {
  readonly queue: string;
  readonly reason: AlertReason;
  readonly value: number;
  readonly limit: number;
}

function observations(counts: readonly QueueCounts[], { waiting, age }: AlertLimits): Observation[] {
  return counts.flatMap((one): Observation[] => [
    ...(waiting === null
      ? []
      : [{ queue: one.queue, reason: 'waiting' as const, value: one.waiting, limit: waiting }]),
    ...(age === null
      ? []
      : [
          {
            queue: one.queue,
            reason: 'age' as const,
            value: Math.round(one.oldestWaitingAgeSeconds ?? 0),
            limit: age,
          },
        ]),
  ]);
}

function messageOf(
  change: 'raised' | 'resolved',
  { queue, reason, value, highest, limit, since }: QueueAlert,
): object {
  return {
    type: `queue.alert.${change}`,
    timestamp: new Date().toISOString(),
    data: { queue, reason, value, highest, limit, since },
  };
}

const COLUMNS = 'queue, reason, value, highest, alert_limit AS "limit", since';

const TAKE_TURN = sql`
  UPDATE queue_alert_turn SET taken_at = now() WHERE one IN (
    SELECT one FROM queue_alert_turn WHERE taken_at < now() - $1::float8 * interval '1 s'
    FOR UPDATE SKIP LOCKED)
  RETURNING one`;

const OBSERVED = sql`
  jsonb_to_recordset($1::jsonb) AS o(queue text, reason text, value float8, "limit" float8)`;

const RAISE = sql`
  INSERT INTO queue_alerts AS a (queue, reason, active, value, highest, alert_limit, since)
  SELECT queue, reason, true, value, value, "limit", now_ms() FROM ${OBSERVED} WHERE value > "limit"
  ON CONFLICT (queue, reason) DO UPDATE SET active = true, value = excluded.value, highest = excluded.value,
    alert_limit = excluded.alert_limit, since = now_ms(), calm_since = NULL
  WHERE NOT a.active
  RETURNING ${COLUMNS}`;

// A queue that is not observed is empty, or nobody wants to know of it any more.
const UPDATE = sql`
  UPDATE queue_alerts a SET value = coalesce(o.value, 0), highest = greatest(a.highest, o.value),
    alert_limit = coalesce(o."limit", a.alert_limit),
    calm_since = CASE WHEN coalesce(o.value > o."limit" * $2::float8, false) THEN NULL
      ELSE coalesce(a.calm_since, now_ms()) END
  FROM queue_alerts b LEFT JOIN ${OBSERVED} ON o.queue = b.queue AND o.reason = b.reason
  WHERE a.queue = b.queue AND a.reason = b.reason AND a.active`;

const RESOLVE = sql`
  UPDATE queue_alerts SET active = false WHERE active AND calm_since <= now() - $1::float8 * interval '1 s'
  RETURNING ${COLUMNS}`;

const KEEP_MESSAGES = sql`
  INSERT INTO queue_alert_messages (body) SELECT value FROM jsonb_array_elements($1::jsonb)`;

const NEXT_MESSAGE = sql`
  UPDATE queue_alert_messages
  SET tries = tries + 1, next_try_at = now_ms() + least(600, 5 * 2 ^ tries) * interval '1 s'
  WHERE id = (
    SELECT id FROM queue_alert_messages WHERE next_try_at <= now() ORDER BY created_at LIMIT 1
    FOR UPDATE SKIP LOCKED)
  RETURNING id, body, tries`;
