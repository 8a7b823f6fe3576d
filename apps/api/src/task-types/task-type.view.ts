import { ApiProperty } from '@nestjs/swagger';
import type { StoredTaskType } from '@app/persistence';
import { PRIORITY, type RegisteredTaskType } from '@app/tasks';
import { allSchemas, type Schema, selfContained } from '../openapi/class-schemas.js';

const FREE_OBJECT = { type: 'object', additionalProperties: true } as const;

class DefaultsView {
  @ApiProperty({ type: 'integer' }) readonly maxAttempts!: number;
  @ApiProperty({ type: 'integer', description: 'For one attempt.' }) readonly timeoutMs!: number;
  @ApiProperty({ type: 'integer', description: 'Before the first retry; it doubles with each.' })
  readonly retryDelayMs!: number;
  @ApiProperty({ type: 'integer' }) readonly priority!: number;
}

export class TaskTypeView {
  @ApiProperty({ example: 'demo.calculation' }) readonly name!: string;
  @ApiProperty({ example: 'demo_tasks' }) readonly queue!: string;
  @ApiProperty() readonly description!: string;
  @ApiProperty({ ...FREE_OBJECT, description: 'A JSON Schema.' }) readonly inputSchema!: Schema;
  @ApiProperty({ ...FREE_OBJECT, description: 'A JSON Schema.' }) readonly resultSchema!: Schema;
  @ApiProperty({ type: DefaultsView }) readonly defaults!: DefaultsView;
  @ApiProperty({ ...FREE_OBJECT, description: 'Inputs that run as they stand, by title.' })
  readonly examples!: Readonly<Record<string, object>>;
}

export class TaskTypeList {
  @ApiProperty({ type: [TaskTypeView] }) readonly data!: readonly TaskTypeView[];
}

export function taskTypeViews(types: readonly RegisteredTaskType[]): TaskTypeView[] {
  const known = allSchemas();
  return types.map((type) => taskTypeView(type, known));
}

/** One that workers registered. */
export function remoteTypeView({
  maxAttempts,
  timeoutMs,
  retryDelayMs,
  ...type
}: StoredTaskType): TaskTypeView {
  const { name, queue, description, examples } = type;
  const defaults = { maxAttempts, timeoutMs, retryDelayMs, priority: PRIORITY.usual };
  const inputSchema = type.inputSchema as Schema;
  return {
    name,
    queue,
    description,
    inputSchema,
    resultSchema: type.resultSchema as Schema,
    defaults,
    examples,
  };
}

function taskTypeView(type: RegisteredTaskType, known: Readonly<Record<string, Schema>>): TaskTypeView {
  const {
    name,
    queue,
    description,
    inputSchema,
    resultSchema,
    maxAttempts,
    timeoutMs,
    retryDelayMs,
    examples,
  } = type;
  return {
    name,
    queue,
    description,
    inputSchema: selfContained(inputSchema, known),
    resultSchema: selfContained(resultSchema, known),
    defaults: { maxAttempts, timeoutMs, retryDelayMs, priority: PRIORITY.usual },
    examples,
  };
}
