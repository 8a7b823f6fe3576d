import type { EntityManager } from 'typeorm';

/**
 * Each process has three pools, and which one a repository takes its connections from is in the types that it
 * asks for:
 * - `vital`: accepting, delivering, claiming, heartbeats, settling. Nothing else can take these connections.
 * - `ordinary`, the usual DataSource: what reads or changes a few rows, and may wait behind somebody's lock.
 * - `slow`: reports, searches, statistics, bulk actions and removal, which read many rows.
 */
export type PoolName = 'vital' | 'ordinary' | 'slow';

/** Connections for what must go on whatever else does not. */
export class VitalDatabase {
  readonly pool = 'vital';

  constructor(readonly manager: EntityManager) {}
}

/** Connections for what may take long. */
export class SlowDatabase {
  readonly pool = 'slow';

  constructor(readonly manager: EntityManager) {}
}

/** How the connections of a process are shared out; each pool has one at least. */
export function poolSizes(all: number): Readonly<Record<PoolName, number>> {
  const vital = Math.max(1, Math.round(all * 0.4));
  const slow = Math.max(1, Math.round(all * 0.2));
  return { vital, slow, ordinary: Math.max(1, all - vital - slow) };
}
