import type { ServerResponse } from 'node:http';
import { BadRequestException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * A client that sends `Expect: 100-continue` is told to send its body only once somebody is going to read it:
 * Node asks for it before anybody has looked at path and key. Any other expectation is left alone; Node would
 * answer it past us.
 */
export function answerExpectations(server: FastifyInstance): void {
  const waiting = new WeakSet<ServerResponse>();
  const http = server.server;
  http.on('checkContinue', (request, response) => {
    waiting.add(response);
    http.emit('request', request, response);
  });
  http.on('checkExpectation', (request, response) => http.emit('request', request, response));
  server.addHook('preParsing', async (_request, { raw }) => {
    if (waiting.delete(raw)) raw.writeContinue();
  });
}

/** What Node itself would refuse, without a problem and an id. @throws BadRequestException */
export function refuseWithoutHost({ raw, headers }: FastifyRequest): void {
  if (raw.httpVersion === '1.1' && headers.host === undefined)
    throw new BadRequestException('HTTP/1.1 needs a Host header.');
}
