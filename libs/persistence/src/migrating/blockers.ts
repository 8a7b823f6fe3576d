import { sql } from '../sql.js';

/** A session of the database server that holds what another one waits for. */
export interface Blocker {
  /** 0 for a transaction that was prepared for two phases, and has no session. */
  readonly pid: number;
  /** Its application_name, such as `pg_dump`. */
  readonly application: string;
  /** When its transaction began; null where there is none, or where the role may not know. */
  readonly since: Date | null;
}

/** What pg's Client has of use here. */
export interface Session {
  query<Row extends object>(statement: string, parameters?: unknown[]): Promise<{ readonly rows: Row[] }>;
}

/** Who holds up a session now. Their statements are not asked for: they may hold prompts. */
export async function blockersOf(session: Session, pid: number): Promise<Blocker[]> {
  return (await session.query<Blocker>(described('SELECT unnest(pg_blocking_pids($1))'), [pid])).rows;
}

/** Who holds an advisory lock of this database now. */
export async function holdersOf(session: Session, lock: number): Promise<Blocker[]> {
  return (await session.query<Blocker>(described(HOLDERS), [lock])).rows;
}

export function namesOf(blockers: readonly Blocker[]): string {
  if (blockers.length === 0) return 'a session that has just ended';
  return blockers.map(nameOf).join(', ');
}

function nameOf({ pid, application, since }: Blocker): string {
  const from = since ? `, since ${since.toISOString()}` : '';
  return `process ${pid} of the database server (${application || 'without a name'}${from})`;
}

const described = (pids: string): string => sql`
  SELECT blocker.pid, coalesce(a.application_name, '') AS application, a.xact_start AS since
  FROM (SELECT DISTINCT pid FROM (${pids}) AS found(pid)) AS blocker LEFT JOIN pg_stat_activity a USING (pid)
  ORDER BY pid`;

const HOLDERS = sql`
  SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND (classid::bigint << 32) | objid::bigint = $1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
