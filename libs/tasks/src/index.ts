export { BulkActionEnded, BulkActionNotFound } from './bulk/bulk-action.errors.js';
export { BulkActionsService } from './bulk/bulk-actions.service.js';
export { type DispatchReason, DispatchSignal } from './engine/dispatch-signal.js';
export {
  IdempotencyKeyReused,
  IdempotentTaskGone,
  TaskConflict,
  LeaseLost,
  TaskIsBusy,
  TaskNotFound,
  TaskTypeIsBuiltIn,
  TaskTypeNotFound,
  WrongTextOffset,
} from './errors.js';
export { ChangeStreams } from './events/change-streams.js';
export { HIGHEST_EVENT_ID } from './events/event-ids.js';
export { EventsModule } from './events/events.module.js';
export { type EventSink, type OpenStream, type StreamEvent } from './events/stream-event.js';
export { TaskStreams } from './events/task-streams.js';
export { TaskWaits } from './events/task-waits.js';
export { inputProblems, instanceOf } from './input/input-validation.js';
export { allSchemas, referredSchemas, type Schema, selfContained } from './types/class-schemas.js';
export { schemaOf } from './types/json-schema.js';
export { type AcceptedOnce } from './submitting/keyed-submissions.js';
export { type Submission } from './submitting/submission.js';
export {
  ATTEMPTS,
  LONGEST_TAG,
  METADATA_BYTES,
  MOST_TAGS,
  MOST_TASKS_OF_BATCH,
  PRIORITY,
  TIMEOUT_MS,
} from './submitting/submission-limits.js';
export { SubmissionsService } from './submitting/submissions.service.js';
export { Announcer } from './engine/announcer.js';
export { type Change } from './engine/change.js';
export { TaskEngine } from './engine/task-engine.js';
export {
  below,
  concurrencyOf,
  defineQueue,
  FileId,
  HANDLER_FILE,
  type InputProblem,
  InputRefused,
  InvalidInput,
  pathText,
  type ProblemPath,
  QUEUE_NAME,
  type QueueDefinition,
  queueNames,
  type SharedLease,
  TASK_ERROR_CODE,
  TASK_TYPE,
  TASK_TYPE_DEFAULTS,
  type TaskContext,
  TaskError,
  type TaskHandler,
  type TaskLog,
  TaskType,
  type TaskTypeOptions,
  type TaskUsage,
} from '@app/handlers';
export { type RegisteredTaskType, TaskTypeRegistry } from './types/task-type.registry.js';
export { ClaimDesk } from './remote/claim-desk.js';
export { type WorkWanted } from './remote/waiting-claim.js';
export { RemoteWorkModule } from './remote/remote-work.module.js';
export { type LeaseAnswer, RemoteReports } from './remote/remote-reports.js';
export { RemoteSettlements, type WorkError } from './remote/remote-settlements.js';
export { type RemoteWorker, RemoteWorkers } from './remote/remote-workers.js';
export { RemoteTaskType } from './types/remote-task-type.js';
export { TaskTypes } from './types/task-types.js';
export { errorJson, listedTaskJson, pathOfTask, taskJson, type TaskJson, timeJson } from './task-json.js';
export { Pulse } from './maintenance/pulse.js';
export { demandOf } from './queues/demand.js';
export { NOTHING_WAITS, WAIT_REASONS, type WaitingFor, type WaitReason } from './queues/waiting-for.js';
export { TasksModule } from './tasks.module.js';
export { TasksService } from './tasks.service.js';
export { ReclaimWatch } from './maintenance/reclaim-watch.js';
export { idempotencyKeyOf, runIdOf } from './running/idempotency-key.js';
export { TaskLedger } from './running/task-ledger.js';
export { RunningModule } from './running/running.module.js';
export { RunningTasks } from './running/running-tasks.js';
export { type DeliveredTask, TaskRunner } from './running/task.runner.js';
export { WorkerRegistration } from './running/worker-registration.js';
export { DEEPEST, isTooDeep } from './input/storable.js';
export { LONGEST_CRON } from './schedules/cron-plan.js';
export { INTERVAL_MS } from './schedules/every-plan.js';
export { ScheduleNameTaken, ScheduleNotFound } from './schedules/errors.js';
export { planOf, type Recurrence, recurrenceProblems, upcoming } from './schedules/recurrence.js';
export { recurrenceOf, type ScheduleDefinition, SchedulesService } from './schedules/schedules.service.js';
