import { makeTemplate } from './database-template.mjs';
import { startHosts } from './host/start-hosts.mjs';
import { makeQuickBuild } from './quick-build/quick-build.mjs';
import { startSharedPostgres } from './shared-postgres.mjs';

/**
 * The variables in which test files find what is there for the whole run; the database in the URL is only for
 * administration.
 */
const URL_VARIABLE = 'TEST_POSTGRES_URL';
const HOSTS_VARIABLE = 'TEST_HOSTS';
const BUILD_VARIABLE = 'TEST_BUILD';

/**
 * One PostgreSQL and one quick build for the whole run, and for each of Jest's workers a process that runs
 * the product.
 * Jest calls this for each project that names it; only the first call starts something.
 */
export default async function globalSetup({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  if (process.env[HOSTS_VARIABLE]) return;
  const build = await makeQuickBuild();
  globalThis.quickBuild = build;
  process.env[BUILD_VARIABLE] = build.folder;
  const hosts = await startHosts(maxWorkers, build.folder);
  process.env[HOSTS_VARIABLE] = hosts.addresses.join();
  globalThis.productHosts = hosts;
  // or a server that the caller brings
  await makeTemplate((process.env[URL_VARIABLE] ??= await startServer()));
}

async function startServer(): Promise<string> {
  globalThis.sharedPostgres = await startSharedPostgres();
  return globalThis.sharedPostgres.url;
}
