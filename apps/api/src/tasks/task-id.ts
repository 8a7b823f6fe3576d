import { TaskNotFound } from '@app/tasks';
import { pathId } from '../requests/path-id.js';

export const TaskId = pathId("The task's id.", (id) => new TaskNotFound(id));
