import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Logger } from '@app/observability';
import { codeOf } from '@app/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dashboardPage, isLostReader } from './dashboard/dashboard-page.js';
import type { KnownRoutes } from './http/known-routes.js';
import { pathOf, PROBLEM_MEDIA_TYPE, problemOf, type Refusal } from './problem.js';
import { refusalOf } from './refusal.js';

/** The only place where errors become HTTP: application/problem+json, RFC 9457. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: KnownRoutes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for errors that come before Nest, such as a URL that cannot be decoded. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    // half an answer must not look like a whole one
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    const health = healthReport(error);
    if (health) return void reply.status(503).send(health);
    const refusal = this.unmatched(request, error) ?? refusalOf(error);
    this.log(error, refusal, request);
    if (request.is404 && refusal.status === 404 && isLostReader(request))
      return void reply.status(404).send(dashboardPage(reply));
    void reply
      .status(refusal.status)
      .headers(refusal.headers ?? {})
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problemOf(refusal, request.url)));
  }

  private unmatched(request: FastifyRequest, error: unknown): Refusal | null {
    if (!request.is404 || !(error instanceof HttpException) || error.getStatus() !== 404) return null;
    const methods = this.routes.methodsOf(pathOf(request.url));
    if (methods.length === 0 || methods.includes(request.method))
      return { status: 404, code: 'not_found', detail: 'There is nothing at this path.' };
    const allow = methods.join(', ');
    return {
      status: 405,
      code: 'method_not_allowed',
      detail: `This path knows ${allow}.`,
      headers: { allow },
    };
  }

  private log(error: unknown, { status }: Refusal, request: FastifyRequest): void {
    if (status < 500) return;
    request.isTold = true;
    const context = {
      err: loggable(error),
      requestId: request.id,
      method: request.method,
      path: pathOf(request.url),
      statusCode: status,
    };
    if (status === 503) this.logger.warn(context, 'a request could not be served now');
    else this.logger.error(context, 'a request failed');
  }
}

/** A failed health check carries its own answer. */
function healthReport(error: unknown): object | null {
  if (!(error instanceof HttpException) || error.getStatus() !== 503) return null;
  const answer = error.getResponse();
  return typeof answer === 'object' && 'details' in answer ? answer : null;
}

/** TypeORM hangs the statement and its parameters, prompts among them, on its errors. */
function loggable(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  return { type: error.name, message: error.message, code: codeOf(error), stack: error.stack };
}
