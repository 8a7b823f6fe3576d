/** Starts the PostgreSQL server of a whole test run. */
export function startSharedPostgres(): Promise<{ readonly url: string; destroy(): Promise<void> }>;
