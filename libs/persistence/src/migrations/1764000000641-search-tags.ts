import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tags and the texts in metadata become words that a search finds, also those of tasks that are there. */
export class SearchTags1764000000641 implements MigrationInterface {
  readonly name = 'SearchTags1764000000641';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL statement_timeout = 0'); // a large system has many tasks
    await runner.query(`
      INSERT INTO task_search (task_id, text)
      SELECT t.id, left(concat_ws(E'\\n', array_to_string(t.tags, E'\\n'), texts.all), 20000)
      FROM tasks t CROSS JOIN LATERAL (
        SELECT string_agg(value #>> '{}', E'\\n') AS all FROM jsonb_path_query(t.metadata, 'strict $.** ? (@.type() == "string")') AS value
      ) AS texts
      WHERE t.tags <> '{}' OR texts.all <> ''`);
    await runner.query('SET LOCAL statement_timeout = DEFAULT');
  }

  /** Words that an earlier version finds too do no harm. */
  async down(): Promise<void> {
    // nothing to take back
  }
}
