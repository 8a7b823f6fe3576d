/** Keys of what the pages keep; a change of a thing renews all that begins with its name. */
export const QUEUES = ['queues'] as const;
export const WORKERS = ['workers'] as const;
export const SCHEDULES = ['schedules'] as const;
export const STATS = ['stats'] as const;

/** Lists of tasks. */
export const TASKS = ['tasks'] as const;

/** How many tasks are in which status. */
export const TASK_COUNTS = ['task-counts'] as const;

/** All that is shown of one task. */
export const taskKey = (id: string) => ['task', id] as const;
