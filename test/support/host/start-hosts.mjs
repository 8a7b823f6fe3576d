import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('product-host.mjs', import.meta.url));

/** Starts processes that run the product for tests. They load it when the first test wants it. */
export async function startHosts(count, build) {
  const hosts = Array.from({ length: count }, () =>
    fork(HOST, [build], { env: { PATH: process.env.PATH }, execArgv: ['--max-semi-space-size=64'] }),
  );
  const addresses = await Promise.all(
    hosts.map((host) => once(host, 'message').then(([port]) => `${port}:${host.pid}`)),
  );
  return { addresses, close: () => hosts.forEach((host) => host.kill('SIGKILL')) };
}
