export { type InputProblem, InputRefused, InvalidInput, TaskConflict, TaskError, type TaskErrorCode, TaskNotFound } from './errors.js';
export { TASK_TYPE, type TaskContext, type TaskHandler, TaskType, type TaskTypeOptions, type TaskUsage } from './task-type.js';
