import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PersistenceModule } from '@app/persistence';
import { DispatchSignal } from './dispatch-signal.js';
import { KeyedSubmissions } from './keyed-submissions.js';
import { Reconciler } from './maintenance/reconciler.js';
import { Scheduler } from './schedules/scheduler.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { TaskTypeRegistry } from './task-type.registry.js';
import { TasksService } from './tasks.service.js';

/** Accepting and looking at tasks: what the API needs. Running them is in RunningModule. */
@Module({
  imports: [DiscoveryModule, PersistenceModule],
  providers: [DispatchSignal, KeyedSubmissions, Reconciler, Scheduler, SchedulesService, TaskTypeRegistry, TasksService],
  exports: [DispatchSignal, PersistenceModule, SchedulesService, TaskTypeRegistry, TasksService],
})
export class TasksModule {}
