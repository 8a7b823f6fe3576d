import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Requests that come at once on one connection are worked on one after the other, as they are answered: 64
 * KiB hold some 500 of them, and Node starts all before the first answer is there, with memory for all of the
 * answers, whether anybody reads them.
 */
export function oneAtATime(server: FastifyInstance): void {
  const last = new WeakMap<Socket, ServerResponse>();
  server.addHook('onRequest', async ({ raw: { socket } }, { raw: response }) => {
    const before = last.get(socket);
    last.set(socket, response);
    if (before) await finished(before).catch(() => undefined); // its client went away, and ours is the same
  });
}
