import {
  NEWEST_FIRST,
  type PageRequest,
  type Position,
  TASK_ORDERS,
  TASK_STATUSES,
  type TaskFilter,
  type TaskOrder,
  type TaskStatus,
} from '@app/persistence';
import { decodeCursor } from './cursor.js';
import { parseDateTime } from './date-time.js';
import { QueryReader, type RawQuery } from './query-reader.js';
import { isTaskId } from './task-id.js';

export interface ListQuery {
  readonly filter: TaskFilter;
  readonly page: Required<PageRequest>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_SEARCH = 1_000;
const HOST_AND_PID = /^[^\s:]{1,255}:\d{1,9}$/;
/** The filters of a list, and of a bulk action. */
export const FILTERS = [
  'status',
  'type',
  'queue',
  'search',
  'tag',
  'schedule',
  'worker',
  'errorCode',
  'metadata.KEY',
  'createdAfter',
  'createdBefore',
  'finishedAfter',
  'finishedBefore',
];

const PARAMETERS = [...FILTERS, 'sort', 'limit', 'cursor', 'full'];

/** @throws InputRefused with every parameter that is wrong */
export function readListQuery(query: RawQuery): ListQuery {
  const reader = new QueryReader(query, PARAMETERS);
  const order = orderFrom(reader);
  const filter = filterFrom(reader);
  const read = {
    filter,
    page: { limit: limitFrom(reader), after: cursorFrom(reader, order), order, full: fullFrom(reader) },
  };
  reader.finish();
  return read;
}

/** The filters alone. @throws InputRefused with every parameter that is wrong */
export function readFilterQuery(query: RawQuery): TaskFilter {
  const reader = new QueryReader(query, FILTERS);
  const filter = filterFrom(reader);
  reader.finish();
  return filter;
}

/** What is wrong is gathered in the reader. */
export function filterFrom(reader: QueryReader): TaskFilter {
  return {
    status: statusFrom(reader),
    type: reader.set('type', ','),
    queue: reader.set('queue', ','),
    tag: reader.set('tag'),
    schedule: schedulesFrom(reader),
    worker: workersFrom(reader),
    errorCode: reader.set('errorCode', ','),
    metadata: reader.keyed('metadata'),
    search: searchFrom(reader),
    createdAfter: dateFrom(reader, 'createdAfter'),
    createdBefore: dateFrom(reader, 'createdBefore'),
    finishedAfter: dateFrom(reader, 'finishedAfter'),
    finishedBefore: dateFrom(reader, 'finishedBefore'),
  };
}

function statusFrom(reader: QueryReader): TaskStatus[] {
  const status = reader.set('status', ',') as TaskStatus[];
  if (!status.every((one) => TASK_STATUSES.includes(one)))
    reader.refuse('status', `must be one of ${TASK_STATUSES.join(', ')}`);
  return status;
}

function schedulesFrom(reader: QueryReader): string[] {
  const ids = reader.set('schedule', ',');
  if (!ids.every(isTaskId)) reader.refuse('schedule', 'must be the id of a schedule');
  return ids.map((id) => id.toLowerCase());
}

function workersFrom(reader: QueryReader): string[] {
  const workers = reader.set('worker', ',');
  if (!workers.every((one) => isTaskId(one) || HOST_AND_PID.test(one)))
    reader.refuse('worker', 'must be the id of a worker, or its host:pid');
  return workers.map((one) => (isTaskId(one) ? one.toLowerCase() : one));
}

function searchFrom(reader: QueryReader): string | undefined {
  const search = reader.single('search')?.trim() || undefined;
  if (search && search.length > MAX_SEARCH)
    reader.refuse('search', `must be at most ${MAX_SEARCH} characters`);
  return search;
}

export function limitFrom(reader: QueryReader): number {
  const text = reader.single('limit') ?? String(DEFAULT_LIMIT);
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) reader.refuse('limit', `must be a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

function orderFrom(reader: QueryReader): TaskOrder {
  const text = reader.single('sort') ?? NEWEST_FIRST;
  const order = TASK_ORDERS.find((one) => one === text);
  if (!order) reader.refuse('sort', `must be one of ${TASK_ORDERS.join(', ')}`);
  return order ?? NEWEST_FIRST;
}

function fullFrom(reader: QueryReader): boolean {
  const text = reader.single('full') ?? 'false';
  if (text !== 'true' && text !== 'false') reader.refuse('full', 'must be true or false');
  return text === 'true';
}

function cursorFrom(reader: QueryReader, order: TaskOrder): Position | null {
  const text = reader.single('cursor');
  if (text === undefined) return null;
  const position = decodeCursor(text, order);
  if (!position) reader.refuse('cursor', 'must be the nextCursor of an earlier answer in the same order');
  return position;
}

function dateFrom(reader: QueryReader, name: string): Date | undefined {
  const text = reader.single(name);
  if (text === undefined) return undefined;
  const date = parseDateTime(text.replace(/ (?=\d\d:\d\d$)/, '+')); // an unescaped + in a query means a space
  if (!date)
    reader.refuse(name, 'must be an RFC 3339 date-time with an offset, such as 2026-12-01T08:00:00.000Z');
  return date ?? undefined;
}
