import { EventLoopHealth } from '@app/observability';
import { BulkActionsController } from './bulk-actions/bulk-actions.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { QueueControl } from './queues/queue-control.js';
import { QueueFigures } from './queues/queue-figures.js';
import { QueuesController } from './queues/queues.controller.js';
import { RootController } from './root/root.controller.js';
import { StatsController } from './stats/stats.controller.js';
import { StatsFigures } from './stats/stats-figures.js';
import { TaskTypesController } from './task-types/task-types.controller.js';
import { Submissions } from './tasks/submissions.js';
import { TasksController } from './tasks/tasks.controller.js';
import { WorkersController } from './workers/workers.controller.js';

/** What api.module.ts lists. */
export const CONTROLLERS = [
  BulkActionsController,
  HealthController,
  MetricsController,
  QueuesController,
  RootController,
  StatsController,
  TaskTypesController,
  TasksController,
  WorkersController,
];

/** What the controllers need and no lib provides. */
export const CONTROLLER_PROVIDERS = [EventLoopHealth, QueueControl, QueueFigures, StatsFigures, Submissions];
