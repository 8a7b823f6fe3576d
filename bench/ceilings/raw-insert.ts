import { v7 as uuidv7 } from 'uuid';

const COLUMNS = 'id, type, queue, input, priority, attempts_max, timeout_ms, metadata';
const DEFINED =
  'id uuid, type text, queue text, input jsonb, priority smallint, attempts_max int, timeout_ms int, metadata jsonb';

/** One row of `tasks` as the product writes it, with all its indexes, and nothing beside it. */
export const INSERT_TASK = `INSERT INTO tasks (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`;

/** $1 is a JSON array of rows. */
export const INSERT_TASKS = `INSERT INTO tasks (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS r(${DEFINED}) RETURNING *`;

export function newRow({ input }: { readonly input: object }): unknown[] {
  return [uuidv7(), 'demo.calculation', 'demo_tasks', input, 1, 3, 10_000, {}];
}

export function newRows(inputs: readonly object[]): string {
  const names = COLUMNS.split(', ');
  const recordOf = (input: object): object =>
    Object.fromEntries(newRow({ input }).map((value, index) => [names[index] ?? '', value]));
  return JSON.stringify(inputs.map(recordOf));
}
