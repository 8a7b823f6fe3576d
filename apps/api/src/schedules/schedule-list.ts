import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { ScheduleNotFound } from '@app/tasks';
import { QueryReader, type RawQuery } from '../tasks/query-reader.js';
import { limitFrom } from '../tasks/list-query.js';
import { isTaskId } from '../tasks/task-id.js';
import { SCHEDULE_NAME } from './schedule.body.js';

/** The parameters of GET /schedules, for the OpenAPI document. */
export const ScheduleListParameters = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: 'The nextCursor of the page before.',
      schema: { type: 'string' },
    }),
  );

/** @throws InputRefused with every parameter that is wrong */
export function readScheduleList(query: RawQuery): { readonly limit: number; readonly after: string } {
  const reader = new QueryReader(query, ['limit', 'cursor']);
  const read = { limit: limitFrom(reader), after: nameFrom(reader) };
  reader.finish();
  return read;
}

/** The place after a schedule as an opaque text for URLs. */
export function scheduleCursor({ name }: { readonly name: string }): string {
  return Buffer.from(name).toString('base64url');
}

function nameFrom(reader: QueryReader): string {
  const cursor = reader.single('cursor');
  if (cursor === undefined) return '';
  const name = Buffer.from(cursor, 'base64url').toString();
  if (!SCHEDULE_NAME.test(name) || scheduleCursor({ name }) !== cursor)
    reader.refuse('cursor', 'must be the nextCursor of an earlier answer');
  return name;
}

/** An id that is no UUID names no schedule: 404, as for any id that is not known. */
@Injectable()
export class ScheduleIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isTaskId(id)) throw new ScheduleNotFound();
    return id.toLowerCase();
  }
}
