import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** A body has so long in any case, and a second more for each piece of so many bytes. */
const GRACE_MS = 30_000;
const BYTES_A_SECOND = 16 * 1024;
const LOOK_EVERY_MS = 2_000;

/** A body comes too slowly to wait for. */
export class SlowBody extends Error {
  override readonly name = 'SlowBody';
  readonly code = 'request_timeout';
  readonly statusCode = 408;

  constructor() {
    super('The body came too slowly.');
  }
}

interface OpenBody {
  readonly sinceMs: number;
  readonly sinceBytes: number;
}

/**
 * Watches every body that is being read, with one timer: a byte a second must not hold a connection for ever.
 */
export class BodyPace {
  private readonly open = new Map<IncomingMessage, OpenBody>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  watch(request: IncomingMessage): void {
    this.open.set(request, { sinceMs: this.now(), sinceBytes: request.socket.bytesRead });
    request.once('close', () => this.open.delete(request));
  }

  /** Bodies that are being read. */
  get size(): number {
    return this.open.size;
  }

  /** Ends the bodies that are too slow. */
  look(): void {
    for (const [request, body] of this.open) {
      if (request.complete) this.open.delete(request);
      else if (this.isTooSlow(request, body)) this.end(request);
    }
  }

  private isTooSlow({ socket }: IncomingMessage, { sinceMs, sinceBytes }: OpenBody): boolean {
    const allowedMs = GRACE_MS + ((socket.bytesRead - sinceBytes) / BYTES_A_SECOND) * 1_000;
    return this.now() - sinceMs > allowedMs;
  }

  /** Whoever reads the body gets the error, and answers with it; the connection is closed after that. */
  private end(request: IncomingMessage): void {
    this.open.delete(request);
    if (request.listenerCount('error') > 0) request.emit('error', new SlowBody());
    else request.destroy();
  }
}

/** For the whole server. */
export function endSlowBodies(server: FastifyInstance, pace = new BodyPace()): void {
  const timer = setInterval(() => pace.look(), LOOK_EVERY_MS).unref();
  server.addHook('onClose', async () => clearInterval(timer));
  server.addHook('preParsing', async ({ raw }) => {
    if (raw.complete === false) pace.watch(raw);
  });
}
