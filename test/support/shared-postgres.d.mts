import type { EmbeddedPostgres } from '@app/embedded-postgres';

/** Starts the PostgreSQL server of a whole test run. */
export function startSharedPostgres(): Promise<EmbeddedPostgres>;
