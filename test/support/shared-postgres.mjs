/**
 * Jest compiles a global setup to CommonJS and resolves nothing in it; this module lets it use our libraries
 * all the same.
 */
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Starts the PostgreSQL server of a whole test run, outside the checkout, which may be closed to the server's
 * user.
 */
export async function startSharedPostgres() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { closedFolder, EmbeddedPostgres, findServerUser } =
    await import('../../libs/embedded-postgres/src/index.ts');
  const user = await findServerUser([]);
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-test-'));
  const socket = user && (await closedFolder(user, tmpdir())) ? '' : await makeSocketFolder(folder);
  const postgres = new EmbeddedPostgres({
    folder,
    database: 'postgres',
    temporary: true,
    // its password is no secret: no connection has to pay for that
    settings: { max_connections: '300', scram_iterations: '1', unix_socket_directories: socket },
  });
  await postgres.start();
  return { url: addressOf(postgres, socket), destroy: () => postgres.destroy() };
}

async function makeSocketFolder(folder) {
  const made = join(folder, 'socket');
  await mkdir(made);
  await chmod(made, 0o777); // the folder itself is the server's user's, and closed to others
  return made;
}

/**
 * A statement through a socket file costs two thirds of one over TCP. Proxies, which read host and port,
 * still find both.
 */
function addressOf({ url }, socket) {
  const address = new URL(url);
  if (socket) address.searchParams.set('host', socket);
  return address.href;
}
