import type { Connection, ListFilter } from './command-line.js';
import { atFirstThatListens } from './first-that-listens.js';
import { taskLine } from './task-text.js';

/** Prints the newest tasks that match, a line each. */
export async function list(connection: Connection, filter: ListFilter, signal: AbortSignal): Promise<void> {
  const { data } = await atFirstThatListens(connection, (client) =>
    client.GET('/api/v1/tasks', { params: { query: queryOf(filter) as never }, signal }),
  );
  if (!data) return;
  if (connection.json) process.stdout.write(`${JSON.stringify(data)}\n`);
  else for (const task of data.data) process.stdout.write(`${taskLine(task)}\n`);
}

/** The server says which statuses there are. */
function queryOf({ tag, ...filter }: ListFilter): Record<string, unknown> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(tag.length > 0 && { tag }) };
}
