import { type ColumnType, getMetadataArgsStorage } from 'typeorm';
import { Task } from './task.entity.js';

/**
 * What a submission sets of a task, by its property in the entity. Everything that has to know follows from
 * here: the type of a new task, the record that SQL reads, and the INSERT.
 */
const SUBMITTED = [
  'id',
  'type',
  'queue',
  'input',
  'priority',
  'attemptsMax',
  'timeoutMs',
  'runAt',
  'expiresAt',
  'tags',
  'metadata',
  'scheduleId',
  'scheduledFor',
  'traceparent',
  'remote',
  'parentId',
] as const satisfies readonly (keyof Task)[];

/** Those that may be left out: they are null then. */
type Optional = 'scheduleId' | 'scheduledFor' | 'traceparent' | 'remote' | 'parentId';
/** Those of which any value of this kind will do. */
type Loose = { readonly input: object; readonly metadata: object; readonly tags: readonly string[] };

export type SubmittedColumns = Omit<Pick<Task, (typeof SUBMITTED)[number]>, Optional | keyof Loose> &
  Partial<Pick<Task, Optional>> &
  Loose;

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
}

const columns: readonly Column[] = SUBMITTED.map((property) => {
  const found = getMetadataArgsStorage().columns.find(
    ({ target, propertyName }) => target === Task && propertyName === property,
  );
  if (!found) throw new Error(`Task has no column for ${property}.`);
  const { name = property, type, array } = found.options;
  return { property, name, type: `${sqlName(type)}${array ? '[]' : ''}` };
});

/** As fields of a record: `"attemptsMax" integer, …`. */
export const SUBMITTED_RECORD = columns.map(({ property, type }) => `"${property}" ${type}`).join(', ');

/** As the table names them: `attempts_max, …`. */
export const SUBMITTED_NAMES = columns.map(({ name }) => name).join(', ');

/** As the record names them: `"attemptsMax", …`. */
export const SUBMITTED_VALUES = columns.map(({ property }) => `"${property}"`).join(', ');

function sqlName(type: ColumnType | undefined): string {
  if (typeof type !== 'string') throw new Error('A column of Task must name its SQL type.');
  return type;
}
