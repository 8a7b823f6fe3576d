import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Busy } from '../tasks/heartbeat.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { taskFromSnapshot } from '../tasks/task-snapshot.js';
import { Task } from '../tasks/task.entity.js';
import type { NewWebhook, WebhookEvent } from './new-webhook.js';
import type { WebhookResult } from './webhook-attempt.js';

/** An event that this process is to deliver, once; it holds the lease. */
export interface WebhookDelivery extends Pick<NewWebhook, 'url' | 'host'> {
  /** Sealed; in clear text where version 0.1.0 wrote it. Null means that WEBHOOK_SECRET signs. */
  readonly secret: string | null;
  /** The `webhook-id`. */
  readonly id: string;
  readonly leaseToken: string;
  readonly event: WebhookEvent;
  readonly occurredAt: Date;
  /** The task as it was when it ended. */
  readonly task: Task;
  /** Tries that failed since the event, or since it was sent again by hand. */
  readonly retries: number;
}

/** How many deliveries may be taken. */
export interface WebhookRoom {
  readonly total: number;
  readonly perHost: number;
  /** Hosts for which it is another number. */
  readonly ofHost: ReadonlyMap<string, number>;
}

/** Who takes deliveries. */
export interface WebhookTaker {
  readonly underWay: readonly string[];
  readonly opensSecrets: boolean;
}

const ANYBODY: WebhookTaker = { underWay: [], opensSecrets: true };

/**
 * The outbox of webhooks, for those who deliver. A delivery that nobody settles is due again when its lease
 * ends.
 */
@Injectable()
export class WebhookOutboxRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /**
   * Leases due deliveries: of every host one, the longest due first, before any host gets a second.
   * @param caller what it still works on, by id: a process that was busy must not take it from itself; and
   *   whether it can read sealed secrets
   */
  async take(room: WebhookRoom, leaseMs: number, caller: WebhookTaker = ANYBODY): Promise<WebhookDelivery[]> {
    const { underWay, opensSecrets } = caller;
    const parameters = [
      room.total,
      room.perHost,
      [...room.ofHost.keys()],
      [...room.ofHost.values()],
      leaseMs,
      underWay,
      opensSecrets,
    ];
    const rows = await rowsOf<WebhookDelivery & { task: Record<string, unknown> }>(
      this.tasks.manager,
      TAKE,
      parameters,
    );
    const { metadata } = this.tasks;
    return rows.map((row) => ({ ...row, task: taskFromSnapshot(metadata, row.task) }));
  }

  /**
   * Ends a try. False where the lease was lost: somebody else delivers it, or the task is gone. A row that
   * somebody else holds is not waited for.
   */
  async settle({ id, leaseToken }: WebhookDelivery, result: WebhookResult): Promise<boolean | Busy> {
    const { outcome, durationMs, httpStatus, error, nextInMs } = result;
    const parameters = [
      id,
      leaseToken,
      outcome,
      durationMs,
      httpStatus,
      error && JSON.stringify(error),
      nextInMs,
    ];
    const [found] = await rowsOf<{ settled: boolean; ours: boolean }>(this.tasks.manager, SETTLE, parameters);
    if (!found?.settled && found?.ours) return 'busy';
    return found?.settled ?? false;
  }
}

/**
 * Not delivered yet: `sealed` where its secret is, which keeps it from workers of version 0.1.0. The trigger
 * webhook_delivery_sealed decides.
 */
const WAITING = sql`status IN ('pending', 'sealed')`;

/** So many are looked at beyond those that may be taken, since somebody else may hold some of them. */
const SPARE = 10;

// `hosts` steps from host to host through the index: it costs what there are hosts, however many deliveries
// one of them has.
const TAKE = sql`
  WITH RECURSIVE hosts AS (
    (SELECT host FROM webhook_deliveries WHERE ${WAITING} ORDER BY host LIMIT 1)
    UNION ALL
    SELECT (SELECT d.host FROM webhook_deliveries d WHERE d.${WAITING} AND d.host > hosts.host ORDER BY d.host
      LIMIT 1)
    FROM hosts WHERE hosts.host IS NOT NULL
  ), candidates AS (
    SELECT due.id, hosts.host, due.due_at, coalesce(other.free, $2::int) AS free FROM hosts
    LEFT JOIN unnest($3::text[], $4::int[]) AS other(host, free) ON other.host = hosts.host
    CROSS JOIN LATERAL (
      SELECT id, due_at, row_number() OVER (ORDER BY due_at, id) AS place FROM webhook_deliveries
      WHERE host = hosts.host AND ${WAITING} AND (status = 'pending' OR $7) AND due_at <= now()
        AND id <> ALL($6::uuid[])
      ORDER BY due_at, id LIMIT CASE
        WHEN coalesce(other.free, $2::int) > 0 THEN coalesce(other.free, $2::int) + ${SPARE} ELSE 0 END
    ) AS due
    ORDER BY due.place, due.due_at LIMIT $1::int + ${SPARE}
  ), held AS MATERIALIZED (
    SELECT id, tries FROM webhook_deliveries
    WHERE id = ANY(ARRAY(SELECT id FROM candidates)) AND ${WAITING} AND due_at <= now()
    FOR UPDATE SKIP LOCKED
  ), tried AS MATERIALIZED (
    SELECT a.delivery_id AS id FROM held
      JOIN webhook_attempts a ON a.delivery_id = held.id AND a.number = held.tries
    WHERE a.delivery_id = ANY(ARRAY(SELECT id FROM held)) FOR UPDATE OF a SKIP LOCKED
  ), free AS (
    SELECT id, due_at, candidates.free, row_number() OVER (PARTITION BY host ORDER BY due_at, id) AS place
    FROM candidates JOIN held USING (id) WHERE held.tries = 0 OR id IN (SELECT id FROM tried)
  ), picked AS MATERIALIZED (
    SELECT id FROM free WHERE place <= free.free ORDER BY place, due_at LIMIT $1
  ), taken AS (
    UPDATE webhook_deliveries d SET
      lease_token = gen_random_uuid(), due_at = now_ms() + $5::float8 * interval '1 ms', tries = tries + 1
    FROM picked WHERE d.id = picked.id
    RETURNING d.*
  ), lost AS (
    UPDATE webhook_attempts a SET outcome = 'lost' FROM taken t
    WHERE a.delivery_id = ANY(ARRAY(SELECT id FROM taken)) AND a.delivery_id = t.id AND a.number = t.tries - 1
      AND a.outcome IS NULL
  ), opened AS (
    INSERT INTO webhook_attempts (delivery_id, number) SELECT id, tries FROM taken
  )
  SELECT t.id, t.lease_token AS "leaseToken", t.event, t.occurred_at AS "occurredAt", t.task, t.retries,
    t.host, w.url, w.secret
  FROM taken t JOIN task_webhooks w ON w.task_id = t.task_id`;

const SETTLE = sql`
  WITH held AS MATERIALIZED (
    SELECT id FROM webhook_deliveries WHERE id = $1 AND lease_token = $2 FOR NO KEY UPDATE SKIP LOCKED
  ), settled AS (
    UPDATE webhook_deliveries d SET
      status = CASE
        WHEN $3 = 'delivered' THEN 'delivered' WHEN $7::float8 IS NULL THEN 'failed' ELSE 'pending' END,
      retries = retries + ($3 <> 'lost')::int, lease_token = NULL,
      due_at = now_ms() + coalesce($7::float8, 0) * interval '1 ms'
    FROM held WHERE d.id = held.id
    RETURNING d.id, d.tries, d.status, d.due_at
  ), attempt AS (
    UPDATE webhook_attempts a SET duration_ms = $4, http_status = $5, outcome = $3, error = $6::jsonb,
      next_try_at = CASE WHEN settled.${WAITING} THEN settled.due_at END
    FROM settled WHERE a.delivery_id = settled.id AND a.number = settled.tries
  )
  SELECT EXISTS (SELECT FROM settled) AS settled,
    EXISTS (SELECT FROM webhook_deliveries WHERE id = $1 AND lease_token = $2) AS ours`;
