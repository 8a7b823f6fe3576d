import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a body may still take to come when the server stops. */
const LAST_BODIES_MS = 5_000;

/**
 * A server that closes waits for its connections, and Node closes only those on which a request was answered.
 * Others, such as those that browsers open for later, would hold up the stop: here each is closed that has no
 * request in hand, and the rest with their answers.
 */
export function closeConnectionsOnStop(server: FastifyInstance, lastBodiesMs = LAST_BODIES_MS): void {
  const inHand = new Map<Socket, Set<IncomingMessage>>();
  let closing = false;

  const closeIfIdle = (socket: Socket): void => {
    if (closing && (inHand.get(socket)?.size ?? 0) === 0) socket.destroySoon();
  };
  server.server.on('connection', (socket: Socket) => {
    inHand.set(socket, new Set());
    socket.once('close', () => inHand.delete(socket));
    closeIfIdle(socket);
  });
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    inHand.get(request.socket)?.add(request);
    response.once('close', () => {
      inHand.get(request.socket)?.delete(request);
      closeIfIdle(request.socket);
    });
  });
  server.addHook('onSend', async (_request, reply) => void (closing && reply.header('connection', 'close')));
  server.addHook('preClose', async () => {
    closing = true;
    for (const socket of inHand.keys()) closeIfIdle(socket);
    setTimeout(() => endIncomplete([...inHand.values()]), lastBodiesMs).unref();
  });
}

function endIncomplete(inHand: readonly ReadonlySet<IncomingMessage>[]): void {
  for (const request of inHand.flatMap((requests) => [...requests])) if (!request.complete) request.destroy();
}
