import { sql } from '../sql.js';

/**
 * The longest pause before a task of an unknown type is delivered again, in seconds: where some worker is
 * online that knows it, and where none is.
 */
const LONGEST = { known: 10, unknown: 600 };

/** Whether its mark is of this delivery; any other one makes it void. */
const IS_GIVEN_BACK = 't.given_back_as IS NOT DISTINCT FROM t.delivery';

/**
 * $1 are ids, $2 deliveries, $3 the types that the worker knows, $4 after how many ms of silence a worker is
 * lost. Answers with the tasks whose rows are held by somebody else: perhaps by a claim of this worker whose
 * connection broke, whatever their marks say.
 */
export const PARK = sql`
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::int[]) AS d(id, delivery)
  ), free AS MATERIALIZED (
    SELECT t.id, t.type <> ALL($3::text[]) AS unknown, t.dispatched_at FROM given d
      JOIN tasks t ON t.id = d.id AND t.delivery = d.delivery
    WHERE t.status || '' = 'PENDING' AND (t.expires_at IS NULL OR t.expires_at > now())
    FOR NO KEY UPDATE OF t SKIP LOCKED
  ), held AS (
    SELECT id, unknown FROM free WHERE dispatched_at IS NOT NULL
  ), pauses AS MATERIALIZED (
    SELECT t.id, least(power(2, least(CASE WHEN ${IS_GIVEN_BACK} THEN t.given_back ELSE 0 END, 20)),
      CASE WHEN EXISTS (
        SELECT FROM workers w
        WHERE w.status = 'online' AND w.drain_requested_at IS NULL AND t.queue = ANY(w.queues)
          AND w.last_heartbeat_at >= now() - $4::float8 * interval '1 ms'
          AND (w.types IS NULL OR t.type = ANY(w.types))
      ) THEN ${LONGEST.known} ELSE ${LONGEST.unknown} END) * (0.75 + random() / 2) AS seconds
    FROM held JOIN tasks t ON t.id = held.id WHERE held.unknown
  ), parked AS (
    UPDATE tasks t SET
      dispatched_at = NULL, delivery = t.delivery + 1,
      first_due_at = CASE WHEN ${IS_GIVEN_BACK} THEN t.first_due_at WHEN held.unknown THEN t.due_at END,
      given_back = CASE WHEN ${IS_GIVEN_BACK} THEN t.given_back ELSE 0 END + held.unknown::int,
      given_back_as = CASE WHEN held.unknown OR ${IS_GIVEN_BACK} THEN t.delivery + 1 END,
      due_at = coalesce(now_ms() + pauses.seconds * interval '1 s', t.due_at)
    FROM held LEFT JOIN pauses ON pauses.id = held.id WHERE t.id = held.id
    RETURNING t.id
  )
  SELECT t.id FROM given d JOIN tasks t ON t.id = d.id AND t.delivery = d.delivery
  WHERE t.status || '' = 'PENDING' AND (t.expires_at IS NULL OR t.expires_at > now())
    AND t.id NOT IN (SELECT id FROM free)`;

/** $1 are types, $2 is a limit. */
export const EXPECT = sql`
  WITH waiting AS MATERIALIZED (
    SELECT id FROM tasks t WHERE type = ANY($1::text[]) AND status = 'PENDING' AND given_back_as = delivery
      AND due_at > now()
    LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE tasks t SET due_at = coalesce(t.first_due_at, now_ms()), given_back_as = NULL FROM waiting
  WHERE t.id = waiting.id
  RETURNING t.id`;
