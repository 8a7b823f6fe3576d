import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** So many are remembered: a third of those that Linux gives by itself. */
const MOST_GIVEN = 10_000;
const given = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that is free now, and that this process was not given before: two that are asked
 * for one after the other may be the same to the kernel. Whoever binds it must expect to lose a race for it.
 */
export async function freePort(): Promise<number> {
  if (given.size >= MOST_GIVEN) given.clear();
  for (;;) {
    const port = await portOfTheKernel();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

async function portOfTheKernel(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
