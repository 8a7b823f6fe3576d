import { EventLoopHealth } from '@app/observability';
import { BulkActionsController } from './bulk-actions/bulk-actions.controller.js';
import { EventStreams } from './events/event-streams.js';
import { EventsController } from './events/events.controller.js';
import { SseConnections } from './events/sse-connections.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { Downloads } from './files/downloads.js';
import { FilesController } from './files/files.controller.js';
import { Uploads } from './files/uploads.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { CurrentQueueStates } from './queues/current-queue-states.js';
import { QueueControl } from './queues/queue-control.js';
import { QueueFigures } from './queues/queue-figures.js';
import { QueuesController } from './queues/queues.controller.js';
import { StatsController } from './stats/stats.controller.js';
import { StatsFigures } from './stats/stats-figures.js';
import { ScheduleReader } from './schedules/schedule.reader.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { Claims } from './work/claims.js';
import { WorkController } from './work/work.controller.js';
import { TaskTypesController } from './task-types/task-types.controller.js';
import { Submissions } from '@app/submissions';
import { TaskEnds } from './tasks/task-ends.js';
import { TaskViews } from './tasks/task-views.js';
import { TasksController } from './tasks/tasks.controller.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';
import { WorkersController } from './workers/workers.controller.js';

/** What api.module.ts lists. */
export const CONTROLLERS = [
  TasksController, // the order of Swagger UI within a group
  BulkActionsController,
  EventsController,
  DashboardController,
  FilesController,
  HealthController,
  MetricsController,
  QueuesController,
  StatsController,
  SchedulesController,
  TaskTypesController,
  WebhookDeliveriesController,
  WorkController,
  WorkersController,
];

/** What the controllers need and no lib provides. */
export const CONTROLLER_PROVIDERS = [
  Claims,
  CurrentQueueStates,
  Downloads,
  EventLoopHealth,
  EventStreams,
  QueueControl,
  QueueFigures,
  ScheduleReader,
  SseConnections,
  StatsFigures,
  Submissions,
  TaskEnds,
  TaskViews,
  Uploads,
];
