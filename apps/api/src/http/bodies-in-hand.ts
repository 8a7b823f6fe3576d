import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RetryLater } from '../retry-later.js';

/** Bodies from here on have a room of their own: those that are smaller never wait behind them. */
const SMALL_BYTES = 256 * 1024;
/**
 * All large ones together; each of them takes several times its size while it is parsed, checked and written.
 */
const MOST_BYTES = 100 * 1024 * 1024;
const MOST_SMALL_BYTES = 64 * 1024 * 1024;
const LONGEST_WAIT_MS = 10_000;
const MOST_WAITING = 50;
const MOST_SMALL_WAITING = 2_000;

export interface Room {
  /** Of all bodies in hand. */
  readonly mostBytes: number;
  readonly mostWaiting: number;
}

export interface Rooms {
  readonly small: Room;
  readonly large: Room;
}

const ROOMS: Rooms = {
  small: { mostBytes: MOST_SMALL_BYTES, mostWaiting: MOST_SMALL_WAITING },
  large: { mostBytes: MOST_BYTES, mostWaiting: MOST_WAITING },
};

/** Room for bodies: who finds none waits unread for a moment, and is then told to come again. */
export class BodiesInHand {
  private readonly small: RoomForBodies;
  private readonly large: RoomForBodies;

  constructor({ small, large }: Rooms = ROOMS) {
    this.small = new RoomForBodies(small);
    this.large = new RoomForBodies(large);
  }

  /** @returns a function that gives the room back @throws RetryLater */
  enter(bytes: number): Promise<() => void> {
    return (bytes < SMALL_BYTES ? this.small : this.large).enter(bytes);
  }
}

class RoomForBodies {
  private taken = 0;
  private readonly waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  constructor(private readonly room: Room) {}

  async enter(bytes: number): Promise<() => void> {
    if (this.waiting.length > 0 || !this.hasRoomFor(bytes)) await this.turn(bytes);
    else this.taken += bytes;
    return once(() => this.leave(bytes));
  }

  /** One alone finds room, whatever its size. */
  private hasRoomFor(bytes: number): boolean {
    return this.taken === 0 || this.taken + bytes <= this.room.mostBytes;
  }

  private turn(bytes: number): Promise<void> {
    if (this.waiting.length >= this.room.mostWaiting) throw noRoom();
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
    for (let [next] = this.waiting; next && this.hasRoomFor(next.bytes); [next] = this.waiting) {
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
    if (bytes === 0) return;
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
  return new RetryLater(
    503,
    'overloaded',
    'Too many bodies are in hand; send this one again in a moment.',
    2,
  );
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
