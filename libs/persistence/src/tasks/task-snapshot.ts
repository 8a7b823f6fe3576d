import type { EntityMetadata } from 'typeorm';
import { entityFrom } from '../rows.js';
import { sql } from '../sql.js';
import type { Task } from './task.entity.js';

/** SQL: a row of a transition as it is kept for whoever is told of it. */
export const snapshotSql = (row: string): string =>
  sql`to_jsonb(${row}) - '{outcome,attempt_error,searchText,settled_by}'::text[]`;

/** A kept row as the task that it was. In jsonb, times are text. */
export function taskFromSnapshot(metadata: EntityMetadata, snapshot: Record<string, unknown>): Task {
  const times = metadata.columns
    .filter(({ type }) => type === 'timestamptz')
    .map(({ databaseName }) => databaseName);
  const row = { ...snapshot };
  for (const name of times) if (typeof row[name] === 'string') row[name] = new Date(row[name]);
  return entityFrom<Task>(metadata, row);
}
