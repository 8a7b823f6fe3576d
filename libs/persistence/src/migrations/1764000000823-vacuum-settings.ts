import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When tables are vacuumed and analyzed. By default it is after a fifth of a table has changed: of ten
 * million tasks that is two million dead rows, which every look at what waits has to step over, and a planner
 * that does not know of the last two million. Setting it holds up nobody.
 */
export class VacuumSettings1764000000823 implements MigrationInterface {
  readonly name = 'VacuumSettings1764000000823';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, settings] of Object.entries(SETTINGS))
      await runner.query(`ALTER TABLE ${table} SET (${settingsSql(settings)})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, settings] of Object.entries(SETTINGS)) {
      await runner.query(`ALTER TABLE ${table} RESET (${Object.keys(settings).join(', ')})`);
    }
  }
}

/** After 1 % and 5,000 rows. */
const CHANGED = {
  autovacuum_vacuum_scale_factor: 0.01,
  autovacuum_vacuum_threshold: 5_000,
  autovacuum_analyze_scale_factor: 0.02,
};
/** Rows that are inserted and later removed. */
const ADDED = { ...CHANGED, autovacuum_vacuum_insert_scale_factor: 0.05 };
/** Few rows that change all the time. */
const SMALL = { autovacuum_vacuum_scale_factor: 0, autovacuum_vacuum_threshold: 500 };

const SETTINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  tasks: CHANGED,
  task_attempts: CHANGED,
  task_texts: CHANGED,
  webhook_deliveries: CHANGED,
  webhook_attempts: CHANGED,
  task_events: ADDED,
  task_search: ADDED,
  task_logs: ADDED,
  workers: SMALL,
  queue_alert_turn: SMALL,
  statistics_state: SMALL,
};

function settingsSql(settings: Readonly<Record<string, number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
