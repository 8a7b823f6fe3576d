import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Metrics } from '@app/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SseConnection } from './sse-connection.js';

/** The contract says that a comment comes at least every 15 s. */
const COMMENT_MS = 8_000;
const STUCK_MS = 12_000;
/** How soon a client that lost its connection connects again. */
const RETRY_MS = 1_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  // A connection that is kept open after the stream would hold up the API's stop.
  connection: 'close',
};

/** All open event streams of this process: opens them and keeps them alive with one timer. */
@Injectable()
export class SseConnections implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly open = new Set<SseConnection>();
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(private readonly metrics: Metrics) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.keepAlive(), COMMENT_MS);
  }

  onModuleDestroy(): void {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    for (const connection of this.open) connection.close();
  }

  /** Answers with the head of a stream; from here on Fastify has no hand in the response. */
  connect(reply: FastifyReply): SseConnection {
    const { raw } = reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), ...HEADERS });
    const connection = new SseConnection(raw, STUCK_MS);
    this.open.add(connection);
    this.metrics.eventStreams.set(this.open.size);
    raw.on('close', () => this.forget(connection));
    raw.write(`retry: ${RETRY_MS}\n\n`);
    if (this.stopping) connection.close(); // the client finds another process
    return connection;
  }

  /** Answers a HEAD request, which has no events. */
  head(reply: FastifyReply): void {
    void reply.headers(HEADERS).send();
  }

  private keepAlive(): void {
    for (const connection of this.open) if (connection.isReady) connection.comment('keep-alive');
  }

  private forget(connection: SseConnection): void {
    this.open.delete(connection);
    this.metrics.eventStreams.set(this.open.size);
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

export function isHead({ method }: FastifyRequest): boolean {
  return method === 'HEAD';
}
