import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { Task } from '../tasks/task.entity.js';
import type { WebhookAttempt } from './webhook-attempt.js';

/** How much there is to deliver. */
export interface WebhookBacklog {
  readonly undelivered: number;
  /** Since when the oldest of them waits; 0 where there is none. */
  readonly oldestAgeSeconds: number;
}

/**
 * The webhooks of tasks as clients and operators see them. Events are written by the transitions; see
 * tasks/recorded.ts.
 */
@Injectable()
export class WebhookRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /** The tries of the events of a task, first one first: the last thousand. */
  attemptsOf(taskId: string): Promise<WebhookAttempt[]> {
    return rowsOf(this.tasks.manager, ATTEMPTS, [taskId]);
  }

  /**
   * Makes the last event of a task due at once, with all its retries before it. One that is being delivered
   * in this moment is only given its retries back. False where there is no event.
   */
  async redeliver(taskId: string): Promise<boolean> {
    return (await rowsOf(this.tasks.manager, REDELIVER, [taskId])).length > 0;
  }

  async isWanted(taskId: string): Promise<boolean> {
    return (
      (await rowsOf(this.tasks.manager, 'SELECT FROM task_webhooks WHERE task_id = $1', [taskId])).length > 0
    );
  }

  async backlog(): Promise<WebhookBacklog> {
    const [row] = await rowsOf<WebhookBacklog>(this.tasks.manager, BACKLOG, []);
    return row ?? { undelivered: 0, oldestAgeSeconds: 0 };
  }
}

const ATTEMPTS = sql`
  SELECT * FROM (SELECT a.delivery_id AS "deliveryId", d.event, a.number, a.started_at AS "startedAt",
    a.duration_ms AS "durationMs",
    a.http_status AS "httpStatus", a.outcome, a.error, a.next_try_at AS "nextTryAt"
  FROM webhook_deliveries d JOIN webhook_attempts a ON a.delivery_id = d.id
  WHERE d.task_id = $1 ORDER BY d.id DESC, a.number DESC LIMIT 1000) AS last ORDER BY "deliveryId", number`;

const REDELIVER = sql`
  WITH due AS (
    UPDATE webhook_deliveries SET status = 'pending', retries = 0,
      due_at = CASE WHEN lease_token IS NULL THEN now_ms() ELSE due_at END
    WHERE id = (SELECT id FROM webhook_deliveries WHERE task_id = $1 ORDER BY id DESC LIMIT 1)
    RETURNING id
  )
  SELECT id, pg_notify('webhook_due', '') FROM due`;

const BACKLOG = sql`
  SELECT count(*)::int AS undelivered,
    coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0)::float8 AS "oldestAgeSeconds"
  FROM webhook_deliveries WHERE status IN ('pending', 'sealed')`;
