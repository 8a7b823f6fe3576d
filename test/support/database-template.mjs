import { register } from 'node:module';
import pg from 'pg';

/** Each test's database is a copy of it. */
export const TEMPLATE = 'template_task_runner';

/** Makes it, with our migrations and BullMQ's, where the server has none yet. */
export async function makeTemplate(serverUrl) {
  register('./typescript-hooks.mjs', import.meta.url);
  const { prepareDatabase } = await import('../../libs/persistence/src/index.ts');
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (!rowCount) await make(client, serverUrl, prepareDatabase);
  } finally {
    await client.end();
  }
}

async function make(client, serverUrl, prepareDatabase) {
  const unfinished = `${TEMPLATE}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const url = new URL(serverUrl);
  url.pathname = `/${unfinished}`;
  await prepareDatabase(url.href);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${TEMPLATE}`);
}
