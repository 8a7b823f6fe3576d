import { ApiError, follow, type Task, type TaskEvent } from '@app/client';
import type { CommandLine, Connection } from './command-line.js';
import { Display } from './display.js';
import { list } from './list.js';
import { change, show } from './one-task.js';
import { submit } from './submit.js';

const PATIENCE_MS = 60_000;

/** Does what the command line asks for. @returns the exit code */
export async function run(asked: CommandLine, signal: AbortSignal): Promise<number> {
  switch (asked.command) {
    case 'list':
      return list(asked, asked.filter, signal).then(() => 0);
    case 'show':
      return show(asked, asked.id, signal).then(() => 0);
    case 'cancel':
    case 'retry':
      return change(asked, asked.command, asked.id, signal).then(() => 0);
    case 'watch':
      return watch(asked.id, asked, signal);
    case 'run': {
      const task = await submit(asked, asked.submission, signal);
      if (!asked.detach) return watch(task.id, asked, signal);
      process.stdout.write(asked.json ? `${JSON.stringify(task)}\n` : `${task.id}\n`);
      return 0;
    }
  }
}

/** Shows a task to its end. */
async function watch(id: string, connection: Connection, signal: AbortSignal): Promise<number> {
  const display = new Display(connection.json);
  try {
    const task = await showToEnd(id, connection, display, signal);
    return task.status === 'COMPLETED' ? 0 : 1;
  } catch (error) {
    display.close();
    if (!(error instanceof ApiError))
      display.say(`The task goes on without this client. To watch it again: npm run task -- --watch ${id}`);
    throw error;
  }
}

async function showToEnd(
  id: string,
  { urls, key }: Connection,
  display: Display,
  signal: AbortSignal,
): Promise<Task> {
  const onReconnect = (): void => display.say('The connection was lost; connecting again …');
  const options = { baseUrls: urls, apiKey: key, signal, patienceMs: PATIENCE_MS, onReconnect };
  let last: TaskEvent | undefined;
  for await (last of follow(id, options)) display.show(last);
  // follow() goes on until there is one
  if (last?.event !== 'end') throw new Error('the stream ended without the task');
  return last.data;
}
