import type { Configuration } from '@app/config';
import type { ClientBase } from 'pg';
import { TRANSACTION_LIMITS } from '../transaction.js';
import type { PoolName } from './pools.js';
import { prepareSession, type SessionSettings, surviveLoss } from './session.js';
import type { WatchedPoolConfig } from './watched-pool.js';

/** To connect, and to wait for a free connection; less where an answer has to come sooner. */
export const CONNECT_LIMIT_MS = 5_000;

/**
 * A statement that takes longer is stuck behind a lock, or reads more than it should; failing it is better
 * than waiting with it.
 */
const LONGEST_STATEMENT_MS = 30_000;
/** Our own limit is a little above the server's, which can say why. */
const MARGIN_MS = 2_000;
/**
 * A third of the lease passes before a heartbeat; what was asked just then must be over early enough for it.
 */
const SHARE_OF_LEASE = 0.6;

interface Limits {
  /** By the server. */
  readonly statementTimeoutMs: number;
  /** By us. */
  readonly answerLimitMs: number;
}

/** What a pool asks of its connections, besides where they lead. */
export function poolOptions(configuration: Configuration, pool: PoolName): Omit<WatchedPoolConfig, 'max'> {
  const { answerLimitMs, statementTimeoutMs } = limitsOf(pool, configuration);
  const isDirect = configuration.databaseListenUrl === null;
  return {
    ...waitsOf(answerLimitMs),
    isDirect,
    idleTimeoutMillis: 60_000,
    onConnect: sessionFor(configuration, { statementTimeoutMs }),
  };
}

/** As poolOptions, for a pool whose statements are all short and that is ours alone. */
export function directPoolOptions(
  configuration: Configuration,
  searchPath: string,
): Omit<WatchedPoolConfig, 'max'> {
  const { answerLimitMs, statementTimeoutMs } = limitsOf('vital', configuration);
  const settings = { statementTimeoutMs, searchPath, idleInTransactionMs: TRANSACTION_LIMITS.idleMs };
  const onConnect = (client: ClientBase): Promise<void> => prepareSession(client, settings);
  return { ...waitsOf(answerLimitMs), isDirect: true, onConnect };
}

/** A server that is silent while we connect holds up a heartbeat no longer than a silent statement does. */
function waitsOf(
  answerLimitMs: number,
): Pick<WatchedPoolConfig, 'answerLimitMs' | 'connectionTimeoutMillis' | 'keepAlive'> {
  return {
    answerLimitMs,
    connectionTimeoutMillis: Math.min(CONNECT_LIMIT_MS, answerLimitMs),
    keepAlive: true,
  };
}

/**
 * Of what is vital we give up long before the server does: one silent connection would hold up all that waits
 * behind it. Also long before a lease ends, since a heartbeat may have to wait for a connection on which
 * something else was asked.
 */
function limitsOf(pool: PoolName, { databaseAnswerMs, leaseMs }: Configuration): Limits {
  if (pool === 'vital')
    return {
      statementTimeoutMs: LONGEST_STATEMENT_MS,
      answerLimitMs: Math.min(databaseAnswerMs, SHARE_OF_LEASE * leaseMs),
    };
  const statementTimeoutMs =
    pool === 'slow' ? LONGEST_STATEMENT_MS : Math.min(2 * databaseAnswerMs, LONGEST_STATEMENT_MS);
  return { statementTimeoutMs, answerLimitMs: statementTimeoutMs + MARGIN_MS };
}

/** Behind a pooler no session is ours: what we set would reach others. */
function sessionFor(
  { databaseListenUrl }: Configuration,
  settings: SessionSettings,
): WatchedPoolConfig['onConnect'] {
  if (databaseListenUrl) return async (client) => surviveLoss(client);
  return (client) => prepareSession(client, settings);
}
