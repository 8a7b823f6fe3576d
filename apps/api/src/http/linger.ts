import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** How long, and how much of, what a client still sends is read after its answer. */
const LINGER_MS = 10_000;
const LINGER_BYTES = 128 * 1024 * 1024;

/**
 * Lets an answer arrive that is written before the body has come: many clients read it only when they have
 * sent all, and a connection that is closed while data comes in is reset, the answer with it. What still
 * comes is read and dropped, within bounds.
 */
export function lingerAfterEarlyAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async ({ raw }) => {
    if (raw.complete === false && !raw.destroyed) dropRest(raw);
  });
}

function dropRest(request: IncomingMessage): void {
  const close = holdClose(request);
  let bytes = 0;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > LINGER_BYTES) request.destroy();
  });
  request.on('error', () => undefined); // the client went away, or is too slow
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS).unref(); // what is open keeps the process
  finished(request, { writable: false }, () => {
    clearTimeout(timer);
    close();
  });
}

/**
 * Node closes a connection as soon as its last answer is written. Here it only ends its own side until the
 * rest has come.
 */
function holdClose({ socket }: IncomingMessage): () => void {
  const close = socket.destroySoon.bind(socket);
  let isWanted = false;
  socket.destroySoon = () => {
    isWanted = true;
    if (socket.writable) socket.end();
  };
  return () => {
    socket.destroySoon = close;
    if (isWanted) close();
  };
}
