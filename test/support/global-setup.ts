import { startSharedPostgres } from './shared-postgres.mjs';

/** The variable in which test files find the run's server; the database in its URL is only for administration. */
const URL_VARIABLE = 'TEST_POSTGRES_URL';

/** One PostgreSQL for the whole run. Jest calls this for each project that names it; only the first call starts something. */
export default async function globalSetup(): Promise<void> {
  if (process.env[URL_VARIABLE]) return; // also: a server that the caller brings
  const postgres = await startSharedPostgres();
  process.env[URL_VARIABLE] = postgres.url;
  globalThis.sharedPostgres = postgres;
}
