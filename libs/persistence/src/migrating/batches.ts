import type { QueryRunner } from 'typeorm';

/**
 * Changes a large table in many short transactions, so that nobody waits long for a row. For migrations with
 * `transaction = false`: one that was cut off begins again, so the statement must not mind being repeated.
 * @param statement changes the rows whose id comes after `$1` and answers with the last of them as `id`, null
 * where there are none left
 */
export async function inBatches(runner: QueryRunner, statement: string): Promise<void> {
  for (let after: string | null = FIRST_ID; after !== null;) {
    const [last] = (await runner.query(statement, [after])) as { id: string | null }[];
    after = last?.id ?? null;
  }
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
