/** Loaded into a worker before its own files: it is of a version that has no calculations yet. */
import { TaskTypeRegistry } from '../../dist/libs/tasks/src/types/task-type.registry.js';

const { register } = TaskTypeRegistry.prototype;
TaskTypeRegistry.prototype.register = function (options, handler) {
  if (options.name !== 'demo.calculation') register.call(this, options, handler);
};
