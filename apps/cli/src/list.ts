import type { Connection, ListFilter } from './command-line.js';
import type { components } from '@app/client';
import { atFirstThatListens } from './first-that-listens.js';
import { taskLine } from './task-text.js';

type TaskPage = components['schemas']['TaskPage'];

/** Prints the newest tasks that match, a line each. */
export async function list(connection: Connection, filter: ListFilter, signal: AbortSignal): Promise<void> {
  const data = await firstWithTasks(connection, queryOf(filter), signal);
  if (!data) return;
  if (connection.json) process.stdout.write(`${JSON.stringify(data)}\n`);
  else for (const task of data.data) process.stdout.write(`${taskLine(task)}\n`);
}

/** A search for one or two characters may come with pages on which nothing was found so far. */
async function firstWithTasks(
  connection: Connection,
  query: Record<string, unknown>,
  signal: AbortSignal,
): Promise<TaskPage | undefined> {
  for (let cursor: string | null = null; ;) {
    const asked: object = { ...query, ...(cursor !== null && { cursor }) };
    const { data }: { data?: TaskPage } = await atFirstThatListens(connection, (client) =>
      client.GET('/api/v1/tasks', { params: { query: asked as never }, signal }),
    );
    if (!data || data.data.length > 0 || data.nextCursor === null) return data;
    cursor = data.nextCursor;
  }
}

/** The server says which statuses there are. */
function queryOf({ tag, ...filter }: ListFilter): Record<string, unknown> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(tag.length > 0 && { tag }) };
}
