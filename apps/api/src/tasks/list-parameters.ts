import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { NEWEST_FIRST, TASK_ORDERS, TASK_STATUSES } from '@app/persistence';

const SET = { required: false, explode: true, style: 'form' } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const texts = (description: string, values?: readonly string[]): object => ({
  ...SET,
  description,
  schema: { type: 'array', items: { type: 'string', ...(values && { enum: [...values] }) } },
});

/** The filters of GET /tasks, for the OpenAPI document. */
export const FilterParameters = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({ name: 'status', ...texts('Any of these.', TASK_STATUSES) }),
    ApiQuery({ name: 'type', ...texts('Any of these types.') }),
    ApiQuery({ name: 'queue', ...texts('Any of these queues.') }),
    ApiQuery({ name: 'tag', ...texts('With any of these tags.') }),
    ApiQuery({ name: 'schedule', ...texts('Made by any of these schedules, by their ids.') }),
    ApiQuery({
      name: 'worker',
      ...texts('Run last by any of these workers: ids, or `host:pid` of one that GET /workers lists.'),
    }),
    ApiQuery({ name: 'errorCode', ...texts('Failed with any of these codes, or its last attempt did.') }),
    ApiQuery({
      name: 'metadata',
      required: false,
      style: 'deepObject',
      explode: true,
      description:
        'Has this value at a key of its metadata: `metadata[customer]=42`, or `metadata.customer=42`. Repeated: any of them.',
      schema: { type: 'object', additionalProperties: { type: 'string' } },
    }),
    ApiQuery({
      name: 'search',
      required: false,
      description: 'Text in input, result, error, tags or metadata, in any case; or the id of a task.',
      schema: { type: 'string', maxLength: 1000 },
    }),
    ApiQuery({ name: 'createdAfter', required: false, schema: TIME }),
    ApiQuery({ name: 'createdBefore', required: false, schema: TIME }),
    ApiQuery({ name: 'finishedAfter', required: false, description: 'Ended after this.', schema: TIME }),
    ApiQuery({ name: 'finishedBefore', required: false, description: 'Ended before this.', schema: TIME }),
  );

/** The parameters of GET /tasks. */
export const ListParameters = (): MethodDecorator =>
  applyDecorators(
    FilterParameters(),
    ApiQuery({
      name: 'sort',
      required: false,
      description:
        'The order; a minus means the latest first. By `finishedAt` only tasks that have ended are listed.',
      schema: { type: 'string', enum: [...TASK_ORDERS], default: NEWEST_FIRST },
    }),
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    }),
    ApiQuery({
      name: 'full',
      required: false,
      description:
        'Whether `input` and `result` come whole where they are longer than 16 KiB. Pages then hold fewer tasks.',
      schema: { type: 'boolean', default: false },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: 'The nextCursor of the page before.',
      schema: { type: 'string' },
    }),
  );
