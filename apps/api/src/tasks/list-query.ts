import { type Position, TASK_STATUSES, type TaskFilter, type TaskStatus } from '@app/persistence';
import { decodeCursor } from './cursor.js';
import { parseDateTime } from './date-time.js';
import { QueryReader, type RawQuery } from './query-reader.js';
import { isTaskId } from './task-id.js';

export interface ListQuery {
  readonly filter: TaskFilter;
  readonly limit: number;
  readonly after: Position | null;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_SEARCH = 1_000;
/** The filters of a list, and of a bulk action. */
export const FILTERS = ['status', 'type', 'queue', 'search', 'tag', 'schedule', 'createdAfter', 'createdBefore'];

const PARAMETERS = [...FILTERS, 'limit', 'cursor'];

/** @throws InputRefused with every parameter that is wrong */
export function readListQuery(query: RawQuery): ListQuery {
  const reader = new QueryReader(query, PARAMETERS);
  const read = { filter: filterFrom(reader), limit: limitFrom(reader), after: cursorFrom(reader) };
  reader.finish();
  return read;
}

/** What is wrong is gathered in the reader. */
export function filterFrom(reader: QueryReader): TaskFilter {
  return {
    status: statusFrom(reader),
    type: reader.set('type', ','),
    queue: reader.set('queue', ','),
    tag: reader.set('tag'),
    schedule: scheduleFrom(reader),
    search: searchFrom(reader),
    createdAfter: dateFrom(reader, 'createdAfter'),
    createdBefore: dateFrom(reader, 'createdBefore'),
  };
}

function statusFrom(reader: QueryReader): TaskStatus[] {
  const status = reader.set('status', ',') as TaskStatus[];
  if (!status.every((one) => TASK_STATUSES.includes(one))) reader.refuse('status', `must be one of ${TASK_STATUSES.join(', ')}`);
  return status;
}

function scheduleFrom(reader: QueryReader): string | undefined {
  const id = reader.single('schedule') || undefined;
  if (id && !isTaskId(id)) reader.refuse('schedule', 'must be the id of a schedule');
  return id?.toLowerCase();
}

function searchFrom(reader: QueryReader): string | undefined {
  const search = reader.single('search') || undefined;
  if (search && search.length > MAX_SEARCH) reader.refuse('search', `must be at most ${MAX_SEARCH} characters`);
  return search;
}

export function limitFrom(reader: QueryReader): number {
  const text = reader.single('limit') ?? String(DEFAULT_LIMIT);
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) reader.refuse('limit', `must be a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

function cursorFrom(reader: QueryReader): Position | null {
  const text = reader.single('cursor');
  if (text === undefined) return null;
  const position = decodeCursor(text);
  if (!position) reader.refuse('cursor', 'must be the nextCursor of an earlier answer');
  return position;
}

function dateFrom(reader: QueryReader, name: string): Date | undefined {
  const text = reader.single(name);
  if (text === undefined) return undefined;
  const date = parseDateTime(text.replace(/ (?=\d\d:\d\d$)/, '+')); // an unescaped + in a query means a space
  if (!date) reader.refuse(name, 'must be an RFC 3339 date-time with an offset, such as 2026-12-01T08:00:00.000Z');
  return date ?? undefined;
}
