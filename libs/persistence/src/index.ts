export {
  BULK_ACTION_STATUSES,
  BULK_ACTIONS,
  type BulkAction,
  type BulkActionName,
} from './bulk-actions/bulk-action.js';
export { BulkActionRepository } from './bulk-actions/bulk-action.repository.js';
export {
  type BulkBatch,
  BulkBatchFailed,
  BulkBatchRepository,
} from './bulk-actions/bulk-batch.repository.js';
export { certainlyAheadMs } from './clock-ahead.js';
export { answeredWithin } from './connections/answer-limit.js';
export { directPoolOptions } from './connections/pool-options.js';
export { type PoolName, poolSizes, SlowDatabase, VitalDatabase } from './connections/pools.js';
export { ConnectionsInUse } from './connections/connections-in-use.js';
export { SilentConnection } from './connections/silent-connection.js';
export { WatchedClient } from './connections/watched-client.js';
export { WatchedPool } from './connections/watched-pool.js';
export { dataSourceOptions } from './data-source.js';
export { DatabaseHealth } from './database.health.js';
export {
  type Removal,
  type RemovalPosition,
  TaskRetentionRepository,
} from './tasks/task-retention.repository.js';
export {
  IdempotencyRepository,
  type KeyedTasks,
  type KeptSubmission,
  type SubmissionKey,
} from './idempotency/idempotency.repository.js';
export { FileRow } from './files/file.entity.js';
export { FileRepository, type NewFile } from './files/file.repository.js';
export { type Channel, Notifier } from './notifier.js';
export { PersistenceModule } from './persistence.module.js';
export { BROKER_SCHEMA } from './migrating/migrate.js';
export { DatabaseBusy } from './migrating/database-busy.js';
export { clockSkewMs, endsLongStatements, prepareDatabase, type PrepareOptions } from './prepare-database.js';
export {
  type AlertLimits,
  type AlertMessage,
  type QueueAlert,
  QueueAlertRepository,
} from './queue-alerts/queue-alert.repository.js';
export { ResultEventRepository } from './result-events/result-event.repository.js';
export { type EventDestination, type RefusedEvent, type ResultEvent } from './result-events/result-event.js';
export { BrokerStateRepository } from './queues/broker-state.repository.js';
export { QueueCountRepository } from './queues/queue-count.repository.js';
export { type QueueState, type QueueStates, QueueStateRepository } from './queues/queue-state.repository.js';
export {
  noTasksOf,
  type Percentiles,
  QUEUE_COUNTS,
  type QueueActivity,
  type QueueCounts,
  QueueStatsRepository,
} from './queues/queue-stats.repository.js';
export { type QueueSettings, QueueSettingsRepository } from './queues/queue-settings.repository.js';
export {
  codeOf,
  isDatabaseAway,
  isDataError,
  isLockTimeout,
  isRefusal,
  isTooMuch,
  isUnstorable,
  mayBeTooLarge,
} from './database-errors.js';
export { StatisticsRollupRepository } from './statistics/statistics-rollup.repository.js';
export {
  type Durations,
  type Failures,
  type Happenings,
  type QueueSample,
  type StatisticsBounds,
  StatisticsRepository,
  type StatisticsWindow,
  type Tokens,
} from './statistics/statistics.repository.js';
export {
  LOG_LEVELS,
  LOG_IS_FULL,
  MAX_TASK_LOG_LINES,
  type NewTaskLogLine,
  type TaskLogLevel,
  type TaskLogLine,
  type TaskLogPage,
  TaskLogRepository,
} from './task-logs/task-log.repository.js';
export { type Firing } from './schedules/fire.js';
export { Schedule, type TaskTemplate } from './schedules/schedule.entity.js';
export {
  type DueSchedule,
  type ScheduleContent,
  type SchedulePage,
  ScheduleRepository,
} from './schedules/schedule.repository.js';
export * from './reports/report-figures.js';
export { type Offer, type OverdueTask, RemoteWorkRepository } from './remote/remote-work.repository.js';
export { ReportRepository } from './reports/report.repository.js';
export {
  type EventPosition,
  type EventState,
  type StoredChange,
  type EventPage,
  type StoredEvent,
  TaskEventRepository,
  type Writers,
} from './task-events/task-event.repository.js';
export { TaskTextRepository, type TextAnswer, type TextPiece } from './task-events/task-text.repository.js';
export { type NewTask } from './tasks/transitions/accept.js';
export { type OpenWork, OpenWorkRepository } from './open-work/open-work.repository.js';
export { type Claim, type Claimer } from './tasks/transitions/claim.js';
export { DispatchPositions } from './tasks/dispatch-positions.js';
export {
  type Delivery,
  OutboxRepository,
  type ParkedDelivery,
  type SampledDelivery,
} from './tasks/outbox.repository.js';
export { type Lease, type Settlement } from './tasks/transitions/settlement.js';
export { TASK_ERROR_CODES, type TaskErrorCode } from './tasks/task-error-codes.js';
export { type AttemptOutcome, TaskAttempt } from './tasks/task-attempt.entity.js';
export {
  type StoredCause,
  type StoredError,
  type StoredErrorDetails,
  type StoredUsage,
  Task,
} from './tasks/task.entity.js';
export { type TaskFilter } from './tasks/task-filter.js';
export { TaskMaintenanceRepository } from './tasks/task-maintenance.repository.js';
export { type Moved } from './tasks/transitions/moved.js';
export { type Pass, ReconcilerPassRepository } from './tasks/reconciler-pass.repository.js';
export { type StatusCount } from './tasks/task-counts.js';
export { NEWEST_FIRST, type Position, positionOf, TASK_ORDERS, type TaskOrder } from './tasks/task-order.js';
export { TaskQueryRepository } from './tasks/task-query.repository.js';
export { PAGE_BYTES, shorten, type Shortened, SHORTENED_BEYOND_BYTES } from './tasks/shortened.js';
export { type ListedTask, pageQuery, type PageRequest, type TaskPage } from './tasks/task-page.js';
export { LOOKED_THROUGH_ALONE, type Query } from './tasks/task-positions.js';
export {
  hasEnded,
  TASK_STATUSES,
  type TaskStatus,
  type Transition,
  TRANSITIONS,
} from './tasks/task-state.js';
export { type Busy, type LeaseState } from './tasks/heartbeat.js';
export { type ProgressReport } from './tasks/progress.js';
export { type Settled, TaskRepository } from './tasks/task.repository.js';
export { isSealed, SEAL, type SealedSecret } from './secrets/sealed-secret.js';
export {
  type KeptSecret,
  type SecretCount,
  type SecretPlace,
  SecretRepository,
} from './secrets/secret.repository.js';
export { type NewWebhook, WEBHOOK_EVENTS, type WebhookEvent } from './webhooks/new-webhook.js';
export {
  WEBHOOK_ERROR_CODES,
  type WebhookAttempt,
  type WebhookError,
  type WebhookErrorCode,
  type WebhookOutcome,
  type WebhookResult,
} from './webhooks/webhook-attempt.js';
export {
  type WebhookDelivery,
  WebhookOutboxRepository,
  type WebhookRoom,
} from './webhooks/webhook-outbox.repository.js';
export { type WebhookBacklog, WebhookRepository } from './webhooks/webhook.repository.js';
export {
  type ListedWorker,
  LOST_AFTER_MS,
  WorkerRepository,
  type WorkerReport,
} from './workers/worker.repository.js';
export { inTransaction, limitTransaction } from './transaction.js';
export { sql } from './sql.js';
export { type StoredTaskType, TaskTypeRepository } from './task-types/task-type.repository.js';
export { type RemoteWorkerReport, RemoteWorkerRepository } from './workers/remote-worker.repository.js';
