import { type INestApplication, NotFoundException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { closeConnectionsOnStop, NO_SCHEMAS } from '@app/bootstrap';
import type { Configuration } from '@app/config';
import { type Logger, Metrics, Tracing } from '@app/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Access } from './auth/access.js';
import { ScopesGuard } from './auth/scopes.guard.js';
import { CONTROLLERS } from './controllers.js';
import { serveDashboardAssets } from './dashboard/dashboard-files.js';
import { ErrorFilter } from './error.filter.js';
import { leaveUploads } from './files/upload-body.js';
import { BODY_LIMIT, readJsonBodies } from './http/body.js';
import { BodiesInHand, makeRoomForBodies } from './http/bodies-in-hand.js';
import { readGzip } from './http/content-encoding.js';
import { answerExpectations, refuseWithoutHost } from './http/expectations.js';
import { lingerAfterEarlyAnswers } from './http/linger.js';
import { answerParserErrors } from './http/parser-errors.js';
import { endSlowBodies } from './http/slow-body.js';
import { KnownRoutes } from './http/known-routes.js';
import { oneAtATime } from './http/one-at-a-time.js';
import { REQUEST_ID_HEADER, requestIdOf } from './http/request-id.js';
import { logRequests } from './http/request-log.js';
import { safetyHeaders } from './http/safety-headers.js';
import { traceRequests } from './http/trace-requests.js';
import { ignoreUnwantedBodies } from './http/unwanted-body.js';
import { serveDocs } from './openapi/docs.js';

const IDLE_MS = 120_000;
const HEADERS_MS = 15_000;

export interface HttpOptions {
  readonly configuration: Configuration;
  readonly logger: Logger;
  /** The product's version, shown in the OpenAPI document. */
  readonly version: string;
}

/** Nest's Fastify, as the API wants it. Call before NestFactory.create. */
export function fastifyAdapter(
  configuration: Configuration,
  logger: Logger,
  bodies = new BodiesInHand(),
): FastifyAdapter {
  const frameworkFilter = new ErrorFilter(logger, new KnownRoutes());
  const adapter = new FastifyAdapter({
    ...NO_SCHEMAS,
    bodyLimit: BODY_LIMIT,
    // A connection on which nothing moves; streams and waits send something more often.
    connectionTimeout: IDLE_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 5_000, requireHostHeader: false },
    clientErrorHandler: answerParserErrors(logger),
    trustProxy: configuration.trustedProxies.length > 0 ? [...configuration.trustedProxies] : false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.header(REQUEST_ID_HEADER, request.id).headers(safetyHeaders(undefined));
      frameworkFilter.answer(error, request, reply);
    },
  });
  const server = adapter.getInstance();
  oneAtATime(server);
  lingerAfterEarlyAnswers(server);
  makeRoomForBodies(server, bodies);
  answerExpectations(server);
  endSlowBodies(server);
  readGzip(server);
  readJsonBodies(adapter);
  leaveUploads(adapter);
  return adapter;
}

/** Everything around the controllers: who may come in, errors, logs, documentation. Call before `listen`. */
export function configureHttp(
  application: INestApplication,
  { configuration, logger, version }: HttpOptions,
): void {
  const server = application.getHttpAdapter().getInstance() as FastifyInstance;
  const routes = new KnownRoutes();
  routes.watch(server);
  const tracing = application.get(Tracing, { strict: false });
  traceRequests(server, tracing);
  admitCallers(server, new Access(configuration, logger));
  ignoreUnwantedBodies(server, CONTROLLERS);
  logRequests(server, { logger, tracing, metrics: application.get(Metrics, { strict: false }) });
  application.useGlobalFilters(new ErrorFilter(logger, routes));
  application.useGlobalGuards(new ScopesGuard(application.get(Reflector)));
  closeConnectionsOnStop(server);
  serveDocs(application, { version, routes });
  serveDashboardAssets(server);
}

function admitCallers(server: FastifyInstance, access: Access): void {
  server.decorateRequest('apiKey', null);
  server.decorateRequest('isScoped', false);
  server.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id).headers(safetyHeaders(request.routeOptions.url));
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    refuseWithoutHost(request);
    access.admit(request);
    if (request.is404 || namesNothing(request)) throw new NotFoundException(); // before its body is read
  });
}

/** The router takes `/queues/` for a queue whose name is empty. */
function namesNothing({ params }: FastifyRequest): boolean {
  return Object.entries(params as Readonly<Record<string, string>>).some(
    ([name, value]) => name !== '*' && value === '',
  );
}
