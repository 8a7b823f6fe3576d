import { NEWEST_FIRST, type PageRequest, type Position, TASK_ORDERS, type TaskOrder } from '@app/persistence';
import { CursorParameter, LimitParameter } from '../requests/pages.js';
import { FlagParameter, OneOfParameter } from '../requests/parameters.js';
import { ParametersOf } from '../requests/query-parameters.js';
import { decodeCursor } from './cursor.js';
import { TaskFilterQuery } from './task-filter.query.js';

/** Which tasks, in which order, and how many of them. */
export class TaskListQuery {
  @OneOfParameter(TASK_ORDERS, {
    description:
      'The order; a minus means the latest first. By `finishedAt` only tasks that have ended are listed.',
    default: NEWEST_FIRST,
  })
  readonly sort!: TaskOrder;

  @ParametersOf(TaskFilterQuery)
  readonly filter!: TaskFilterQuery;

  @LimitParameter()
  readonly limit!: number;

  @CursorParameter({
    message: 'must be the nextCursor of an earlier answer in the same order',
    parse: (text, { sort }: Partial<TaskListQuery>) => decodeCursor(text, sort) ?? undefined,
  })
  readonly cursor!: Position | null;

  @FlagParameter({
    description:
      'Whether `input` and `result` come whole where they are longer than 16 KiB. Pages then hold fewer tasks.',
  })
  readonly full!: boolean;

  get page(): Required<PageRequest> {
    return { limit: this.limit, after: this.cursor, order: this.sort, full: this.full };
  }
}
