import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { Task } from '../tasks/task.entity.js';
import { SEAL, type SealedSecret } from './sealed-secret.js';

/** Where secrets are kept. */
export type SecretPlace = 'webhooks' | 'schedules';

export interface KeptSecret {
  /** Of its task or schedule. */
  readonly id: string;
  /** Sealed, or in clear text where version 0.1.0 wrote it. */
  readonly secret: string;
}

/** How many secrets a key has sealed; `keyId` is null for those in clear text. */
export interface SecretCount {
  readonly keyId: string | null;
  readonly count: number;
}

/** Which key seals secrets, and all secrets that are kept; the keys themselves are never here. */
@Injectable()
export class SecretRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /**
   * The id of the key that seals, for all processes.
   * @param ownId becomes it where there is none; null names none
   */
  async currentKey(ownId: string | null): Promise<string | null> {
    if (ownId !== null)
      await this.rows('INSERT INTO secret_key (key_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key_id', [
        ownId,
      ]);
    const [row] = await this.rows<{ keyId: string }>('SELECT key_id AS "keyId" FROM secret_key', []);
    return row?.keyId ?? null;
  }

  /** Lets another key seal from now on, and tells all processes. False where somebody else was quicker. */
  async switchKey(fromId: string, toId: string): Promise<boolean> {
    return (await this.rows(SWITCH, [fromId, toId])).length > 0;
  }

  async counts(): Promise<SecretCount[]> {
    return this.rows(COUNTS, []);
  }

  /** Secrets in clear text. */
  inClear(place: SecretPlace, limit: number): Promise<KeptSecret[]> {
    return this.rows(IN_CLEAR[place], [limit]);
  }

  /**
   * Secrets that another key sealed, or none, by id.
   * @param after the id of the last one before; null for the first
   */
  notBy(place: SecretPlace, keyId: string, after: string | null, limit: number): Promise<KeptSecret[]> {
    return this.rows(NOT_BY[place], [`${SEAL}${keyId}:%`, after, limit]);
  }

  /**
   * Puts sealed secrets in the place of others. One that was changed meanwhile, or that somebody else holds,
   * is left alone.
   * @returns how many
   */
  async replace(
    place: SecretPlace,
    changes: readonly (KeptSecret & { readonly sealed: SealedSecret })[],
  ): Promise<number> {
    return (await this.rows(REPLACE[place], [JSON.stringify(changes)])).length;
  }

  private rows<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    return rowsOf<Row>(this.tasks.manager, statement, parameters);
  }
}

const SWITCH = sql`
  WITH switched AS (UPDATE secret_key SET key_id = $2, since = now_ms() WHERE key_id = $1 RETURNING key_id)
  SELECT pg_notify('secret_key', '') FROM switched`;

/** In the submission; the template of a firing has the same. */
const OF_SCHEDULE = sql`task->'webhook'->>'secret'`;

const COUNTS = sql`
  SELECT CASE WHEN secret LIKE '${SEAL}%' THEN split_part(secret, ':', 3) END AS "keyId",
    count(*)::int AS count
  FROM (
    SELECT secret FROM task_webhooks WHERE secret IS NOT NULL
    UNION ALL SELECT ${OF_SCHEDULE} FROM schedules WHERE ${OF_SCHEDULE} IS NOT NULL
  ) AS kept GROUP BY 1 ORDER BY 1`;

const IN_CLEAR: Readonly<Record<SecretPlace, string>> = {
  // By the partial index task_webhooks_in_clear, which is empty after an upgrade.
  webhooks: sql`SELECT task_id AS id, secret FROM task_webhooks WHERE secret NOT LIKE 'enc:%' LIMIT $1`,
  schedules: sql`
    SELECT id, ${OF_SCHEDULE} AS secret FROM schedules WHERE ${OF_SCHEDULE} NOT LIKE 'enc:%' LIMIT $1`,
};

const NOT_BY: Readonly<Record<SecretPlace, string>> = {
  webhooks: sql`
    SELECT task_id AS id, secret FROM task_webhooks
    WHERE secret NOT LIKE $1 AND ($2::uuid IS NULL OR task_id > $2) ORDER BY task_id LIMIT $3`,
  schedules: sql`
    SELECT id, ${OF_SCHEDULE} AS secret FROM schedules
    WHERE ${OF_SCHEDULE} NOT LIKE $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};

const SAID = 'said AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, secret text, sealed text))';

const REPLACE: Readonly<Record<SecretPlace, string>> = {
  // What waits to be delivered is kept from workers of version 0.1.0, which would sign with the sealed text.
  webhooks: sql`
    WITH ${SAID}, held AS MATERIALIZED (
      SELECT w.task_id, said.sealed FROM said
        JOIN task_webhooks w ON w.task_id = said.id AND w.secret = said.secret
      FOR NO KEY UPDATE OF w SKIP LOCKED
    ), waiting AS MATERIALIZED (
      SELECT d.id, d.task_id FROM webhook_deliveries d
      WHERE d.task_id = ANY(ARRAY(SELECT task_id FROM held)) AND d.status = 'pending'
      FOR NO KEY UPDATE OF d SKIP LOCKED
    ), free AS MATERIALIZED (
      SELECT * FROM held WHERE NOT EXISTS (
        SELECT FROM webhook_deliveries d
        WHERE d.task_id = held.task_id AND d.status = 'pending' AND d.id NOT IN (SELECT id FROM waiting))
    ), replaced AS (
      UPDATE task_webhooks w SET secret = free.sealed FROM free WHERE w.task_id = free.task_id
      RETURNING w.task_id
    ), kept AS (
      UPDATE webhook_deliveries d SET status = 'sealed' FROM replaced r
      WHERE d.task_id = r.task_id AND d.status = 'pending'
    )
    SELECT task_id FROM replaced`,
  schedules: sql`
    WITH ${SAID}, held AS MATERIALIZED (
      SELECT s.id, said.sealed FROM said JOIN schedules s ON s.id = said.id AND s.${OF_SCHEDULE} = said.secret
      FOR NO KEY UPDATE OF s SKIP LOCKED
    )
    UPDATE schedules s SET
      task = jsonb_set(s.task, '{webhook,secret}', to_jsonb(held.sealed)),
      template = CASE WHEN s.template->'webhook'->>'secret' IS NULL THEN s.template
        ELSE jsonb_set(s.template, '{webhook,secret}', to_jsonb(held.sealed)) END
    FROM held WHERE s.id = held.id
    RETURNING s.id`,
};
