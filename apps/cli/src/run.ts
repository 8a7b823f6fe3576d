import { follow, type Task, type TaskEvent } from '@app/client';
import type { CommandLine } from './command-line.js';
import { Display } from './display.js';
import { submit } from './submit.js';

const PATIENCE_MS = 60_000;

/** Submits or finds a task and shows it to its end. @returns the exit code */
export async function run(command: CommandLine, signal: AbortSignal): Promise<number> {
  const display = new Display(command.json);
  const id = command.watch ?? (await submit(command, signal)).id;
  try {
    const task = await showToEnd(id, command, display, signal);
    return task.status === 'COMPLETED' ? 0 : 1;
  } catch (error) {
    display.close();
    display.say(`The task goes on without this client. To watch it again: npm run task -- --watch ${id}`);
    throw error;
  }
}

async function showToEnd(id: string, { urls, key }: CommandLine, display: Display, signal: AbortSignal): Promise<Task> {
  const onReconnect = (): void => display.say('The connection was lost; connecting again …');
  const options = { baseUrls: urls, apiKey: key, signal, patienceMs: PATIENCE_MS, onReconnect };
  let last: TaskEvent | undefined;
  for await (last of follow(id, options)) display.show(last);
  if (last?.event !== 'end') throw new Error('the stream ended without the task'); // follow() goes on until there is one
  return last.data;
}
