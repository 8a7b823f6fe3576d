import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkActionRepository } from './bulk-actions/bulk-action.repository.js';
import { BulkBatchRepository } from './bulk-actions/bulk-batch.repository.js';
import { POOL_MODULES, POOL_PROVIDERS } from './connections/pool-providers.js';
import { ENTITIES } from './data-source.js';
import { DatabaseHealth } from './database.health.js';
import { IdempotencyRepository } from './idempotency/idempotency.repository.js';
import { FileRepository } from './files/file.repository.js';
import { Notifier } from './notifier.js';
import { OpenWorkRepository } from './open-work/open-work.repository.js';
import { QueueAlertRepository } from './queue-alerts/queue-alert.repository.js';
import { QueueCountRepository } from './queues/queue-count.repository.js';
import { QueueSettingsRepository } from './queues/queue-settings.repository.js';
import { QueueStateRepository } from './queues/queue-state.repository.js';
import { QueueStatsRepository } from './queues/queue-stats.repository.js';
import { RemoteWorkRepository } from './remote/remote-work.repository.js';
import { ResultEventRepository } from './result-events/result-event.repository.js';
import { ReportRepository } from './reports/report.repository.js';
import { BrokerStateRepository } from './queues/broker-state.repository.js';
import { StatisticsRollupRepository } from './statistics/statistics-rollup.repository.js';
import { StatisticsRepository } from './statistics/statistics.repository.js';
import { TaskTypeRepository } from './task-types/task-type.repository.js';
import { TaskLogRepository } from './task-logs/task-log.repository.js';
import { ScheduleRepository } from './schedules/schedule.repository.js';
import { TaskEventRepository } from './task-events/task-event.repository.js';
import { TaskTextRepository } from './task-events/task-text.repository.js';
import { DispatchPositions } from './tasks/dispatch-positions.js';
import { OutboxRepository } from './tasks/outbox.repository.js';
import { ReconcilerPassRepository } from './tasks/reconciler-pass.repository.js';
import { TaskMaintenanceRepository } from './tasks/task-maintenance.repository.js';
import { TaskQueryRepository } from './tasks/task-query.repository.js';
import { TaskRetentionRepository } from './tasks/task-retention.repository.js';
import { TaskRepository } from './tasks/task.repository.js';
import { SecretRepository } from './secrets/secret.repository.js';
import { WebhookOutboxRepository } from './webhooks/webhook-outbox.repository.js';
import { WebhookRepository } from './webhooks/webhook.repository.js';
import { RemoteWorkerRepository } from './workers/remote-worker.repository.js';
import { WorkerRepository } from './workers/worker.repository.js';

const PROVIDERS = [
  BrokerStateRepository,
  BulkActionRepository,
  BulkBatchRepository,
  DatabaseHealth,
  DispatchPositions,
  OutboxRepository,
  IdempotencyRepository,
  Notifier,
  OpenWorkRepository,
  QueueAlertRepository,
  QueueCountRepository,
  QueueSettingsRepository,
  QueueStateRepository,
  QueueStatsRepository,
  StatisticsRepository,
  StatisticsRollupRepository,
  TaskLogRepository,
  ScheduleRepository,
  SecretRepository,
  FileRepository,
  ReconcilerPassRepository,
  RemoteWorkRepository,
  RemoteWorkerRepository,
  ReportRepository,
  ResultEventRepository,
  TaskEventRepository,
  TaskMaintenanceRepository,
  TaskQueryRepository,
  TaskRepository,
  TaskRetentionRepository,
  TaskTextRepository,
  TaskTypeRepository,
  WebhookOutboxRepository,
  WebhookRepository,
  WorkerRepository,
];

@Module({
  imports: [TerminusModule, ...POOL_MODULES, TypeOrmModule.forFeature(ENTITIES)],
  providers: [...PROVIDERS, ...POOL_PROVIDERS],
  exports: PROVIDERS,
})
export class PersistenceModule {}
