import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../sources.mjs';

/** The dashboard's pages from their sources, with hot reload. Its watcher sees all other files too. */
export async function servePages() {
  process.env.API = `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || '3000'}`;
  const configFile = join(root, 'apps/dashboard/vite.config.mjs');
  const server = await createServer({
    configFile,
    logLevel: 'error',
    clearScreen: false,
    server: { host: '127.0.0.1' },
  });
  await server.listen();
  return { watcher: server.watcher, url: server.resolvedUrls?.local[0] };
}
