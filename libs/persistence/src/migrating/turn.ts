import type { Client } from 'pg';
import { holdersOf } from './blockers.js';
import type { Waits } from './waits.js';

/** Serialises the updates of processes that start together; any number will do that nobody else uses. */
const MIGRATION_LOCK = 7_305_811_142;
const TURN_MS = 100;

/**
 * Waits until no other process updates the database. The lock belongs to the connection and ends with it. It
 * is asked for again and again: a statement that waits for it would hold up an index that is built
 * concurrently, for ever.
 * @throws DatabaseBusy
 */
export async function takeTurn(client: Client, waits: Waits): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.mine) return;
    waits.count(0, await holdersOf(client, MIGRATION_LOCK));
    await waits.pause(TURN_MS);
  }
}
