import type { OpenSpan, Tracing } from '@app/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * One span a request to the API, which goes on with the caller's trace where it sends a `traceparent`. Never
 * a query or a body.
 */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  if (!tracing.isOn) return;
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  const goOn = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    const span = spans.get(request);
    if (span) span.run(done);
    else done();
  };
  server.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url;
    if (!route?.startsWith('/api/')) return;
    const span = begin(tracing, request, route);
    spans.set(request, span);
    reply.raw.once('close', () => endWith(span, reply.raw.statusCode)); // also where the client went away
  });
  // Not before: what reads the body leaves the context in which a request began.
  server.addHook('preHandler', goOn);
  server.addHook('onResponse', goOn);
}

function begin(tracing: Tracing, { method, headers, protocol }: FastifyRequest, route: string): OpenSpan {
  const { traceparent } = headers;
  const attributes = { 'http.request.method': method, 'http.route': route, 'url.scheme': protocol };
  const parent = typeof traceparent === 'string' ? traceparent : null;
  return tracing.start({ name: `${method} ${route}`, kind: 'server', attributes, parent });
}

function endWith(span: OpenSpan, status: number): void {
  span.set({ 'http.response.status_code': status });
  if (status >= 500) span.fail(String(status));
  span.end();
}
