/** What the author of a task type uses: `async-ai-task-runner`. */
export {
  defineQueue,
  FileId,
  InputRefused,
  InvalidInput,
  type InputProblem,
  type ProblemPath,
  type QueueDefinition,
  type SharedLease,
  type TaskContext,
  TaskError,
  type TaskHandler,
  type TaskLog,
  type TaskLogLevel,
  TaskType,
  type TaskTypeOptions,
  type TaskUsage,
} from '@app/handlers';
