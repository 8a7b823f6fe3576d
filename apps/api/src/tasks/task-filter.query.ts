import { TASK_STATUSES, type TaskFilter, type TaskStatus } from '@app/persistence';
import { DateTimeParameter, KeyedParameter, SetParameter, TextParameter } from '../requests/parameters.js';
import { isUuid } from '../requests/uuid.js';

const LONGEST_SEARCH = 1_000;
const HOST_AND_PID = /^[^\s:]{1,255}:\d{1,9}$/;

/** Which tasks: the filters of a list, of counts and of bulk actions. */
export class TaskFilterQuery implements TaskFilter {
  @SetParameter({ description: 'Any of these.', separator: ',', values: TASK_STATUSES })
  readonly status!: TaskStatus[];

  @SetParameter({ description: 'Any of these types.', separator: ',' })
  readonly type!: string[];

  @SetParameter({ description: 'Any of these queues.', separator: ',' })
  readonly queue!: string[];

  @SetParameter({ description: 'With any of these tags.' })
  readonly tag!: string[];

  @SetParameter({
    description: 'Made by any of these schedules, by their ids.',
    separator: ',',
    message: 'must be the id of a schedule',
    parse: (member) => (isUuid(member) ? member.toLowerCase() : undefined),
  })
  readonly schedule!: string[];

  @SetParameter({
    description: 'Run last by any of these workers: ids, or `host:pid` of one that GET /workers lists.',
    separator: ',',
    message: 'must be the id of a worker, or its host:pid',
    parse: workerOf,
  })
  readonly worker!: string[];

  @SetParameter({ description: 'Failed with any of these codes, or its last attempt did.', separator: ',' })
  readonly errorCode!: string[];

  @KeyedParameter('metadata', {
    description:
      'Has this value at a key of its metadata: `metadata[customer]=42`, or `metadata.customer=42`. Repeated: any of them.',
  })
  readonly metadata!: Record<string, string[]>;

  @TextParameter({
    description: 'Text in input, result, error, tags or metadata, in any case; or the id of a task.',
    maxLength: LONGEST_SEARCH,
  })
  readonly search?: string;

  @DateTimeParameter()
  readonly createdAfter?: Date;

  @DateTimeParameter()
  readonly createdBefore?: Date;

  @DateTimeParameter({ description: 'Ended after this.' })
  readonly finishedAfter?: Date;

  @DateTimeParameter({ description: 'Ended before this.' })
  readonly finishedBefore?: Date;
}

function workerOf(member: string): string | undefined {
  if (isUuid(member)) return member.toLowerCase();
  return HOST_AND_PID.test(member) ? member : undefined;
}
