import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

export interface PassOptions {
  /** How long workers get after a gap to say that they live. */
  readonly leaseMs: number;
  /**
   * After so long without a pass of any process there was a gap: the database was away, asleep, or its clock
   * was set.
   */
  readonly gapMs: number;
  /** The caller knows of a gap. */
  readonly afterGap: boolean;
}

export interface Pass {
  /** Whether leases that have ended may be taken back. */
  readonly mayReclaim: boolean;
  /** Whether there was a gap just before this pass. */
  readonly afterGap: boolean;
  /** The database's clock. */
  readonly nowMs: number;
}

/**
 * The passes of all reconcilers, kept in the database: it alone knows how long nobody could reach it. In a
 * gap no worker could prolong its lease, so for one lease after it none is taken back, by whatever process.
 */
@Injectable()
export class ReconcilerPassRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Begins a pass, or goes on with it. @param process any id, the same one for all passes of a process */
  async begin(process: string, { leaseMs, gapMs, afterGap }: PassOptions): Promise<Pass> {
    const [pass] = await rowsOf<Pass>(this.database.manager, BEGIN, [process, leaseMs, gapMs, afterGap]);
    return pass as Pass;
  }
}

// A pass that lies in the future was written before the clock was set back, and says nothing.
const BEGIN = sql`
  WITH clock AS MATERIALIZED (
    SELECT clock_timestamp() AS now, $2::float8 * interval '1 ms' AS lease
  ), last AS MATERIALIZED (
    SELECT max(at) AS at, max(quiet_until) AS quiet_until FROM reconciler_passes
    WHERE at <= (SELECT now FROM clock)
  ), pass AS MATERIALIZED (
    SELECT now, lease, last.quiet_until,
      $4::boolean OR coalesce(now - last.at > $3::float8 * interval '1 ms', true) AS gap
    FROM clock, last
  ), kept AS (
    INSERT INTO reconciler_passes AS own (process, at, quiet_until)
      SELECT $1, now, CASE WHEN gap THEN now + lease END FROM pass
    ON CONFLICT (process) DO UPDATE SET at = excluded.at,
      quiet_until = coalesce(excluded.quiet_until, CASE WHEN own.at <= excluded.at THEN own.quiet_until END)
  ), forgotten AS (
    DELETE FROM reconciler_passes WHERE process IN (
      SELECT process FROM reconciler_passes, clock
      WHERE process <> $1 AND (at < now - interval '1 day' OR at > now + interval '1 minute')
      FOR UPDATE OF reconciler_passes SKIP LOCKED)
  ), ended AS (
    DELETE FROM busy_leases WHERE token IN (
      SELECT token FROM busy_leases, clock WHERE until < now - interval '1 minute'
      FOR UPDATE OF busy_leases SKIP LOCKED)
  )
  SELECT NOT gap AND coalesce(quiet_until <= now, true) AS "mayReclaim",
    gap AS "afterGap", extract(epoch FROM now)::float8 * 1000 AS "nowMs"
  FROM pass`;
