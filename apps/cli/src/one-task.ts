import type { Task } from '@app/client';
import type { Connection } from './command-line.js';
import { atFirstThatListens } from './first-that-listens.js';
import { taskText } from './task-text.js';

const PATHS = {
  cancel: '/api/v1/tasks/{id}/cancel',
  retry: '/api/v1/tasks/{id}/retry',
} as const;

/** Looks at a task. */
export async function show(connection: Connection, id: string, signal: AbortSignal): Promise<void> {
  const { data } = await atFirstThatListens(connection, (client) =>
    client.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal }),
  );
  print(connection, data as Task, taskText);
}

/** Stops a task, or runs it again. */
export async function change(
  connection: Connection,
  command: keyof typeof PATHS,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { data } = await atFirstThatListens(connection, (client) =>
    client.POST(PATHS[command], { params: { path: { id } }, signal }),
  );
  print(connection, data as Task, (task) => `${task.id} ${STATES[command](task)}\n`);
}

const STATES: Readonly<Record<keyof typeof PATHS, (task: Task) => string>> = {
  cancel: ({ status }) => (status === 'PROCESSING' ? 'stops in a moment' : status),
  retry: ({ status }) => status,
};

function print({ json }: Connection, task: Task, text: (task: Task) => string): void {
  process.stdout.write(json ? `${JSON.stringify(task)}\n` : text(task));
}
