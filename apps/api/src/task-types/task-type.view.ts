import { ApiProperty } from '@nestjs/swagger';
import type { StoredTaskType } from '@app/persistence';
import { allSchemas, PRIORITY, type RegisteredTaskType, type Schema, selfContained } from '@app/tasks';

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
  return types.map(({ inputSchema, resultSchema, ...type }) =>
    taskTypeView(type, selfContained(inputSchema, known), selfContained(resultSchema, known)),
  );
}

/** One that workers registered. */
export function remoteTypeView({ inputSchema, resultSchema, ...type }: StoredTaskType): TaskTypeView {
  return taskTypeView(type, inputSchema as Schema, resultSchema as Schema);
}

function taskTypeView(
  { name, queue, description, examples, ...defaults }: Omit<StoredTaskType, 'inputSchema' | 'resultSchema'>,
  inputSchema: Schema,
  resultSchema: Schema,
): TaskTypeView {
  const { maxAttempts, timeoutMs, retryDelayMs } = defaults;
  return {
    name,
    queue,
    description,
    inputSchema,
    resultSchema,
    defaults: { maxAttempts, timeoutMs, retryDelayMs, priority: PRIORITY.usual },
    examples,
  };
}
