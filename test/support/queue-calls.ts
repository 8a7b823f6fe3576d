import type { TaskView } from './task-client.js';
import type { TestSystem } from './test-system.js';

interface QueueView {
  readonly name: string;
  readonly paused: boolean;
  readonly concurrency: number | null;
  readonly waiting: number;
  readonly active: number;
}

/**
 * What an operator does to queues, and what becomes of their tasks.
 * @param system the one that runs when a call is made
 */
export function queueCalls(system: () => TestSystem) {
  return {
    /** @returns their ids, in the order given */
    submitAll: async (tasks: object[]): Promise<string[]> =>
      (await system().client.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', { tasks })).body.tasks.map(
        ({ id }) => id,
      ),
    control: (method: string, path: string, body?: object) =>
      system().client.call<QueueView>(method, `/api/v1/queues/${path}`, body),
    reasonOf: async (id: string) => (await system().client.get(id)).waitingFor?.reason,
    inStatus: async (status: string, queue = 'demo_tasks'): Promise<number> => {
      const [row] = await system().audit.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM tasks WHERE status = $1 AND queue = $2',
        [status, queue],
      );
      return row?.n ?? 0;
    },
  };
}
