import { type Blocker, namesOf } from './blockers.js';

/** The tables could not be brought up to date in time, since somebody else holds what that needs. */
export class DatabaseBusy extends Error {
  readonly code = 'database_busy';

  constructor(blockers: readonly Blocker[], waitedMs: number, options?: ErrorOptions) {
    super(
      `The update of the database waited ${Math.round(waitedMs / 1000)} s for ${namesOf(blockers)}. ` +
        'End it or let it finish, then start again: the update goes on where it was. MIGRATION_WAIT_SECONDS sets how long it waits.',
      options,
    );
    this.name = 'DatabaseBusy';
  }
}
