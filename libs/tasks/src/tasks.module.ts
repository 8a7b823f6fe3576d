import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PersistenceModule } from '@app/persistence';
import { AlertWebhook } from './alerts/alert-webhook.js';
import { QueueAlerts } from './alerts/queue-alerts.js';
import { BulkActionRunner } from './bulk/bulk-action.runner.js';
import { BulkActionsService } from './bulk/bulk-actions.service.js';
import { DispatchSignal } from './engine/dispatch-signal.js';
import { Announcer } from './engine/announcer.js';
import { TaskEngine } from './engine/task-engine.js';
import { ClusterMetrics } from './maintenance/cluster-metrics.js';
import { KeyedSubmissions } from './submitting/keyed-submissions.js';
import { EventNotifier } from './events/event-notifier.js';
import { TextRetention } from './events/text-retention.js';
import { InputFiles } from './input/input-files.js';
import { Pulse } from './maintenance/pulse.js';
import { Reconciler } from './maintenance/reconciler.js';
import { StatisticsKeeper } from './maintenance/statistics-keeper.js';
import { Retention } from './maintenance/retention.js';
import { OverdueWork } from './remote/overdue-work.js';
import { Scheduler } from './schedules/scheduler.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { NewTasks } from './submitting/new-tasks.js';
import { SubmissionsService } from './submitting/submissions.service.js';
import { TaskTypeRegistry } from './types/task-type.registry.js';
import { TaskTypes } from './types/task-types.js';
import { TaskTraces } from './task-traces.js';
import { TasksService } from './tasks.service.js';

/** Accepting and looking at tasks: what the API needs. Running them is in RunningModule. */
@Module({
  imports: [DiscoveryModule, PersistenceModule],
  providers: [
    AlertWebhook,
    Announcer,
    BulkActionRunner,
    BulkActionsService,
    ClusterMetrics,
    DispatchSignal,
    EventNotifier,
    InputFiles,
    KeyedSubmissions,
    NewTasks,
    OverdueWork,
    Pulse,
    QueueAlerts,
    Reconciler,
    Retention,
    Scheduler,
    SchedulesService,
    StatisticsKeeper,
    SubmissionsService,
    TaskEngine,
    TaskTypeRegistry,
    TaskTypes,
    TasksService,
    TaskTraces,
    TextRetention,
  ],
  exports: [
    BulkActionsService,
    DispatchSignal,
    EventNotifier,
    PersistenceModule,
    Pulse,
    SchedulesService,
    SubmissionsService,
    TaskEngine,
    TaskTraces,
    TaskTypeRegistry,
    TaskTypes,
    TasksService,
  ],
})
export class TasksModule {}
