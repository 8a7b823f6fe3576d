export type { Class } from './class.js';
export { contextFor, type GivenContext, type TestContext } from './context-for.js';
export { concurrencyOf, defineQueue, QUEUE_NAME, type QueueDefinition, queueNames } from './define-queue.js';
export { InputRefused, InvalidInput, MOST_PROBLEMS, TASK_ERROR_CODE, TaskError } from './errors.js';
export { FileId, filesIn } from './file-id.js';
export { Files, type KnownFile, type NewFile } from './files.js';
export { UniqueItems } from './unique-items.js';
export { below, type InputProblem, pathText, type ProblemPath } from './problem-path.js';
export {
  HANDLER_FILE,
  type SharedLease,
  TASK_TYPE,
  TASK_TYPE_DEFAULTS,
  type TaskContext,
  type TaskHandler,
  type TaskLog,
  type TaskLogLevel,
  TaskType,
  type TaskTypeOptions,
  type TaskUsage,
} from './task-type.js';
