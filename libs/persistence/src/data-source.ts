import { type Configuration, requireDatabaseUrl, withOneHost } from '@app/config';
import type { Logger } from '@app/observability';
import { defaults } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { poolOptions } from './connections/pool-options.js';
import { type PoolName, poolSizes } from './connections/pools.js';
import { WatchedPool } from './connections/watched-pool.js';
import { FileRow } from './files/file.entity.js';
import { Tasks1764000000000 } from './migrations/1764000000000-tasks.js';
import { QueueSettings1764000000500 } from './migrations/1764000000500-queue-settings.js';
import { Statistics1764000000510 } from './migrations/1764000000510-statistics.js';
import { Operations1764000000520 } from './migrations/1764000000520-operations.js';
import { WorkerLoad1764000000540 } from './migrations/1764000000540-worker-load.js';
import { Traces1764000000530 } from './migrations/1764000000530-traces.js';
import { HotPaths1764000000550 } from './migrations/1764000000550-hot-paths.js';
import { ErrorStatistics1764000000640 } from './migrations/1764000000640-error-statistics.js';
import { SearchTags1764000000641 } from './migrations/1764000000641-search-tags.js';
import { TokenCounts1764000000660 } from './migrations/1764000000660-token-counts.js';
import { Runs1764000000661 } from './migrations/1764000000661-runs.js';
import { TaskFilters1764000000620 } from './migrations/1764000000620-task-filters.js';
import { IdempotencyKeys1764000000400 } from './migrations/1764000000400-idempotency-keys.js';
import { Schedules1764000000410 } from './migrations/1764000000410-schedules.js';
import { SealedSecrets1764000000700 } from './migrations/1764000000700-sealed-secrets.js';
import { Leases1764000000810 } from './migrations/1764000000810-leases.js';
import { BulkLeftOver1764000000812 } from './migrations/1764000000812-bulk-left-over.js';
import { HotHeartbeats1764000000813 } from './migrations/1764000000813-hot-heartbeats.js';
import { GivenBack1764000000811 } from './migrations/1764000000811-given-back.js';
import { WebhookIndexes1764000000820 } from './migrations/1764000000820-webhook-indexes.js';
import { QueueCounts1764000000821 } from './migrations/1764000000821-queue-counts.js';
import { QueueCountsTakenOver1764000000822 } from './migrations/1764000000822-queue-counts-taken-over.js';
import { VacuumSettings1764000000823 } from './migrations/1764000000823-vacuum-settings.js';
import { ListIndexes1764000000824 } from './migrations/1764000000824-list-indexes.js';
import { TaskParts1764000000825 } from './migrations/1764000000825-task-parts.js';
import { DispatchWindow1764000000826 } from './migrations/1764000000826-dispatch-window.js';
import { WaitingByType1764000000827 } from './migrations/1764000000827-waiting-by-type.js';
import { Parents1764000000828 } from './migrations/1764000000828-parents.js';
import { RemoteWork1764000000829 } from './migrations/1764000000829-remote-work.js';
import { RemoteOffers1764000000830 } from './migrations/1764000000830-remote-offers.js';
import { OffersByQueue1764000000835 } from './migrations/1764000000835-offers-by-queue.js';
import { ResultEvents1764000000840 } from './migrations/1764000000840-result-events.js';
import { Schedule } from './schedules/schedule.entity.js';
import { EventStreams1764000000200 } from './migrations/1764000000200-event-streams.js';
import { Files1764000000100 } from './migrations/1764000000100-files.js';
import { Webhooks1764000000300 } from './migrations/1764000000300-webhooks.js';
import { TaskAttempt } from './tasks/task-attempt.entity.js';
import { Task } from './tasks/task.entity.js';
import { WorkerProcess } from './workers/worker.entity.js';

export const ENTITIES = [FileRow, Schedule, Task, TaskAttempt, WorkerProcess];
export const MIGRATIONS = [
  Tasks1764000000000,
  Files1764000000100,
  EventStreams1764000000200,
  Webhooks1764000000300,
  IdempotencyKeys1764000000400,
  Schedules1764000000410,
  QueueSettings1764000000500,
  Statistics1764000000510,
  Operations1764000000520,
  Traces1764000000530,
  WorkerLoad1764000000540,
  HotPaths1764000000550,
  TaskFilters1764000000620,
  ErrorStatistics1764000000640,
  SearchTags1764000000641,
  TokenCounts1764000000660,
  Runs1764000000661,
  SealedSecrets1764000000700,
  Leases1764000000810,
  GivenBack1764000000811,
  BulkLeftOver1764000000812,
  HotHeartbeats1764000000813,
  WebhookIndexes1764000000820,
  QueueCounts1764000000821,
  QueueCountsTakenOver1764000000822,
  VacuumSettings1764000000823,
  ListIndexes1764000000824,
  TaskParts1764000000825,
  DispatchWindow1764000000826,
  WaitingByType1764000000827,
  Parents1764000000828,
  RemoteWork1764000000829,
  RemoteOffers1764000000830,
  OffersByQueue1764000000835,
  ResultEvents1764000000840,
];

/** The connections of one pool of a process. */
export function dataSourceOptions(
  configuration: Configuration,
  logger: Logger,
  pool: PoolName = 'ordinary',
): DataSourceOptions {
  const url = requireDatabaseUrl(configuration);
  return {
    type: 'postgres',
    url: withOneHost(url), // TypeORM reads no list; the pool does
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    driver: { Pool: WatchedPool, defaults },
    poolSize: poolSizes(configuration.databasePoolSize)[pool],
    applicationName: 'task-runner',
    extra: { connectionString: url, ...poolOptions(configuration, pool) },
    poolErrorHandler: (error: Error) => logger.warn({ err: error }, 'lost an idle database connection'),
  };
}
