/**
 * Jest compiles a global setup to CommonJS and resolves nothing in it; this module lets it use our libraries
 * all the same.
 */
import { mkdtemp } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Starts the PostgreSQL server of a whole test run, outside the checkout, which may be closed to the server's
 * user.
 */
export async function startSharedPostgres() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { EmbeddedPostgres } = await import('../../libs/embedded-postgres/src/index.ts');
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-test-'));
  const postgres = new EmbeddedPostgres({
    folder,
    database: 'postgres',
    temporary: true,
    // its password is no secret: no connection has to pay for that
    settings: { max_connections: '300', scram_iterations: '1' },
  });
  await postgres.start();
  return postgres;
}
