import type { Logger, Metrics, Tracing } from '@app/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../problem.js';

const QUIET_ROUTES = /^\/(health\/|metrics$)/;
/** Whose address is worth to know. */
const REFUSED_CALLERS = new Set([401, 403, 429]);

interface Watchers {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

const READS = /^(GET|HEAD|OPTIONS)$/;
const LONGEST_PATH = 256;

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether its failure has a line already, which says more. */
    isTold: boolean;
  }
}

/** At most one line a request, and its time as a metric. Never a body, a query or a key. */
export function logRequests(server: FastifyInstance, { logger, metrics, tracing }: Watchers): void {
  server.decorateRequest('isTold', false);
  server.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    metrics.httpSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    logger[levelOf(request, reply, route)](
      { ...lineOf(request, reply, route), ...tracing.logFields() },
      'request',
    );
  });
}

/**
 * Whoever looks on, such as an open dashboard, asks every few seconds: what worked and changed nothing is of
 * interest to few.
 */
function levelOf(
  { method, isTold }: FastifyRequest,
  { statusCode }: FastifyReply,
  route: string,
): 'debug' | 'info' {
  const isQuiet = QUIET_ROUTES.test(route) || (READS.test(method) && statusCode < 400);
  return isQuiet || isTold ? 'debug' : 'info';
}

function lineOf(request: FastifyRequest, reply: FastifyReply, route: string): object {
  return {
    method: request.method,
    path: pathOf(request.url).slice(0, LONGEST_PATH),
    route,
    statusCode: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
    requestId: request.id,
    ...taskIdOf(request, route),
    ...(request.apiKey && { key: request.apiKey.name }),
    ...(REFUSED_CALLERS.has(reply.statusCode) && { address: request.ip }),
  };
}

function taskIdOf({ params }: FastifyRequest, route: string): object {
  const { id } = (params ?? {}) as { id?: unknown };
  return typeof id === 'string' && route.startsWith('/api/v1/tasks/') && /^[\da-f-]{36}$/i.test(id)
    ? { taskId: id }
    : {};
}
