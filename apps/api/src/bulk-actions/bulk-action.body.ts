import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BULK_ACTIONS, type BulkActionName, TASK_STATUSES, type TaskFilter } from '@app/persistence';
import { below, type InputProblem, InputRefused } from '@app/tasks';
import { isJsonObject, type JsonObject } from '../tasks/json-object.js';
import { filterFrom, FILTERS } from '../tasks/list-query.js';
import { QueryReader, type RawQuery } from '../tasks/query-reader.js';

const TEXTS = { required: false, isArray: true, type: String } as const;
const TIME = { required: false, type: String, format: 'date-time' } as const;

class FilterBody {
  @ApiProperty({ required: false, isArray: true, enum: TASK_STATUSES, example: ['FAILED'] })
  readonly status?: string[];
  @ApiProperty({ ...TEXTS, description: 'Any of these types.' }) readonly type?: string[];
  @ApiProperty({ ...TEXTS, description: 'Any of these queues.' }) readonly queue?: string[];
  @ApiProperty({ ...TEXTS, description: 'With any of these tags.' }) readonly tag?: string[];
  @ApiProperty({
    required: false,
    maxLength: 1000,
    description: 'Text in input, result, error, tags or metadata, in any case; or an id.',
  })
  readonly search?: string;
  @ApiProperty({ ...TEXTS, description: 'Made by any of these schedules, by their ids.' })
  readonly schedule?: string[];
  @ApiProperty({ ...TEXTS, description: 'Run last by any of these workers: ids, or `host:pid`.' })
  readonly worker?: string[];
  @ApiProperty({ ...TEXTS, description: 'Failed with any of these codes, or its last attempt did.' })
  readonly errorCode?: string[];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description:
      'Has these values at these keys of its metadata; `"metadata.customer": ["42", "43"]` says any of them.',
  })
  readonly metadata?: Record<string, string>;
  @ApiProperty(TIME) readonly createdAfter?: string;
  @ApiProperty(TIME) readonly createdBefore?: string;
  @ApiProperty(TIME) readonly finishedAfter?: string;
  @ApiProperty(TIME) readonly finishedBefore?: string;
}

export class BulkActionBody {
  @ApiProperty({ enum: BULK_ACTIONS }) readonly action!: BulkActionName;
  @ApiProperty({
    type: FilterBody,
    description: 'The filters of GET /tasks; an empty one matches every task.',
  })
  readonly filter!: FilterBody;
  @ApiProperty({ required: false, default: false, description: 'Only count what matches.' })
  readonly dryRun?: boolean;
}

export interface BulkRequest {
  readonly action: BulkActionName;
  readonly filter: TaskFilter;
  readonly dryRun: boolean;
}

const FIELDS = ['action', 'filter', 'dryRun'];

/** @throws InputRefused with all that is wrong */
export function readBulkAction(body: unknown): BulkRequest {
  if (!isJsonObject(body)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  const { action, filter, dryRun } = body;
  const read = readFilter(filter);
  const problems = [...envelopeProblems(body), ...read.problems];
  if (problems.length > 0) throw new InputRefused(problems);
  return { action: action as BulkActionName, filter: read.filter, dryRun: dryRun === true };
}

function envelopeProblems(body: JsonObject): InputProblem[] {
  const { action, dryRun } = body;
  const problems = Object.keys(body)
    .filter((key) => !FIELDS.includes(key))
    .map((key): InputProblem => ({ path: [key], message: 'is not a known field' }));
  if (!BULK_ACTIONS.includes(action as BulkActionName))
    problems.push({ path: ['action'], message: `must be one of ${BULK_ACTIONS.join(', ')}` });
  if (dryRun != null && typeof dryRun !== 'boolean')
    problems.push({ path: ['dryRun'], message: 'must be true or false' });
  return problems;
}

function readFilter(filter: unknown): { filter: TaskFilter; problems: readonly InputProblem[] } {
  if (!isJsonObject(filter))
    return {
      filter: {},
      problems: [{ path: ['filter'], message: 'must be an object with the filters of GET /tasks' }],
    };
  const given = Object.entries(filter)
    .flatMap(([name, value]) =>
      name === 'metadata' && isJsonObject(value) ? keysOfMetadata(value) : [[name, value] as const],
    )
    .filter(([, value]) => value != null);
  const mistyped = new Set(given.filter(([, value]) => !isTexts(value)).map(([name]) => name));
  const reader = new QueryReader(
    Object.fromEntries(given.filter(([name]) => !mistyped.has(name))) as RawQuery,
    FILTERS,
  );
  for (const name of mistyped) reader.refuse(name, 'must be a string or a list of strings');
  try {
    const read = filterFrom(reader);
    reader.finish();
    return { filter: read, problems: [] };
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return { filter: {}, problems: below(['filter'], error.problems) };
  }
}

/** As the query of GET /tasks names them. */
function keysOfMetadata(metadata: JsonObject): (readonly [string, unknown])[] {
  return Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const);
}

function isTexts(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
