import type { EntityMetadata, EntityManager } from 'typeorm';

/** A statement with the values of its parameters. */
export type Statement = readonly [sql: string, parameters: readonly unknown[]];

/**
 * Runs a statement and gives its rows whatever its kind. Every statement of a repository goes through here.
 * TypeORM 1 answers an UPDATE or DELETE with `[rows, count]` and everything else with the rows alone.
 */
export async function rowsOf<Row>(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const answer: unknown = await manager.query(sql, [...parameters]);
  return (isRowsWithCount(answer) ? answer[0] : answer) as Row[];
}

function isRowsWithCount(answer: unknown): answer is [unknown[], number] {
  return (
    Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number'
  );
}

/** A raw row (`lease_token`) as its entity (`leaseToken`). */
export function entityFrom<Entity extends object>(
  metadata: EntityMetadata,
  row: Record<string, unknown>,
): Entity {
  const entity = metadata.create() as Record<string, unknown>;
  for (const column of metadata.columns) entity[column.propertyName] = row[column.databaseName];
  return entity as Entity;
}
