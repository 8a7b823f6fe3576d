import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RetryLater } from '../retry-later.js';

/** Bodies smaller than this find room always. */
const SMALL_BYTES = 256 * 1024;
/** All others together; each of them takes several times its size while it is parsed, checked and written. */
const MOST_BYTES = 100 * 1024 * 1024;
const LONGEST_WAIT_MS = 10_000;
const MOST_WAITING = 50;

/** Room for large bodies: who finds none waits unread for a moment, and is then told to come again. */
export class BodiesInHand {
  private taken = 0;
  private readonly waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  /** @returns a function that gives the room back @throws RetryLater */
  async enter(bytes: number): Promise<() => void> {
    if (bytes < SMALL_BYTES) return () => undefined;
    if (this.waiting.length > 0 || this.taken + bytes > MOST_BYTES) await this.turn(bytes);
    else this.taken += bytes;
    return once(() => this.leave(bytes));
  }

  private turn(bytes: number): Promise<void> {
    if (this.waiting.length >= MOST_WAITING) throw noRoom();
    return new Promise((resolve, reject) => {
      const one = { bytes, enter: () => (clearTimeout(timer), resolve()) };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        reject(noRoom());
        this.letIn(); // who waited behind it may be smaller
      }, LONGEST_WAIT_MS);
      this.waiting.push(one);
    });
  }

  private leave(bytes: number): void {
    this.taken -= bytes;
    this.letIn();
  }

  private letIn(): void {
    for (let [next] = this.waiting; next && this.taken + next.bytes <= MOST_BYTES; [next] = this.waiting) {
      this.waiting.shift();
      this.taken += next.bytes;
      next.enter();
    }
  }
}

/** For the whole server; uploads are streamed and need no room. */
export function makeRoomForBodies(server: FastifyInstance, bodies = new BodiesInHand()): void {
  server.addHook('preParsing', async (request, reply) => {
    const bytes = declaredBytes(request);
    if (bytes < SMALL_BYTES) return;
    const leave = await bodies.enter(bytes);
    reply.raw.once('close', leave);
    if (reply.raw.closed) leave();
  });
}

/** A body without a length, or in gzip, may become as large as its route allows. */
function declaredBytes({ headers, routeOptions }: FastifyRequest): number {
  if (headers['content-type']?.toLowerCase().startsWith('multipart/')) return 0;
  const most = routeOptions.bodyLimit ?? 0;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return most;
  return Math.min(Number(headers['content-length'] ?? 0), most);
}

function noRoom(): RetryLater {
  return new RetryLater(503, 'overloaded', 'Too many large bodies are in hand; send this one again in a moment.', 2);
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
