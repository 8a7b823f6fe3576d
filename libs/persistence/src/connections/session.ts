import type { ClientBase } from 'pg';
import { isUnsupportedSetting } from '../database-errors.js';

/** A statement whose client is gone, since it gave up, is ended by the server. */
const CLIENT_CHECK_MS = 2_000;

export interface SessionSettings {
  readonly statementTimeoutMs: number;
  readonly searchPath?: string;
  /** Of transactions that are not made by inTransaction: those of BullMQ. */
  readonly idleInTransactionMs?: number;
}

/**
 * Makes a new connection ready: asked for after it stands, since PgBouncer refuses what it does not know in
 * the startup packet. Behind a pooler that gives a connection of the server to others in between, a setting
 * would reach them: see DATABASE_LISTEN_URL.
 */
export async function prepareSession(client: ClientBase, settings: SessionSettings): Promise<void> {
  const { statementTimeoutMs, searchPath, idleInTransactionMs } = settings;
  surviveLoss(client);
  await set(client, {
    statement_timeout: `${statementTimeoutMs}`,
    ...(idleInTransactionMs && { idle_in_transaction_session_timeout: `${idleInTransactionMs}` }),
    ...(searchPath && { search_path: searchPath }),
  });
  await set(client, { client_connection_check_interval: `${CLIENT_CHECK_MS}` }).catch(unlessUnsupported);
}

/**
 * Between the pool and its user a connection has no listener for a moment; its loss just then would end the
 * process.
 */
export function surviveLoss(client: ClientBase): void {
  client.on('error', () => undefined); // whoever uses it is told by the failed query
}

async function set(client: ClientBase, settings: Readonly<Record<string, string>>): Promise<void> {
  const [names, values] = [Object.keys(settings), Object.values(settings)];
  await client.query(
    'SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS given(name, value)',
    [names, values],
  );
}

/** A server on Windows cannot look. */
function unlessUnsupported(error: unknown): void {
  if (!isUnsupportedSetting(error)) throw error;
}
