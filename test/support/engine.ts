import { type Announcer, type Change, TaskEngine } from '@app/tasks';
import type { Repositories } from './repositories.js';

/** The task engine over real repositories; what it announces is kept. */
export function engineOver({ tasks, maintenance, keys, schedules, bulkBatches }: Repositories): {
  engine: TaskEngine;
  announced: Change[];
} {
  const announced: Change[] = [];
  const announcer = {
    announce: (changes: readonly Change[]) => void announced.push(...changes),
  } as unknown as Announcer;
  return { engine: new TaskEngine(tasks, maintenance, keys, schedules, bulkBatches, announcer), announced };
}
