import { EventLoopHealth } from '@app/observability';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { QueueFigures } from './queues/queue-figures.js';
import { QueuesController } from './queues/queues.controller.js';
import { RootController } from './root/root.controller.js';
import { ScheduleReader } from './schedules/schedule.reader.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { TaskTypesController } from './task-types/task-types.controller.js';
import { Submissions } from './tasks/submissions.js';
import { TasksController } from './tasks/tasks.controller.js';
import { WorkersController } from './workers/workers.controller.js';

/** What api.module.ts lists. */
export const CONTROLLERS = [
  HealthController,
  MetricsController,
  QueuesController,
  RootController,
  SchedulesController,
  TaskTypesController,
  TasksController,
  WorkersController,
];

/** What the controllers need and no lib provides. */
export const CONTROLLER_PROVIDERS = [EventLoopHealth, QueueFigures, ScheduleReader, Submissions];
