import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { SEND_JSON } from '../http/body.js';

export const UPLOAD_PATH = '/api/v1/files';
const MULTIPART = /^multipart\/form-data *(;|$)/i;

/**
 * Leaves the body of an upload unread, for its controller to stream. No other route takes multipart, and this
 * one nothing else.
 */
export function leaveUploads(adapter: FastifyAdapter): void {
  const server = adapter.getInstance();
  server.addContentTypeParser(
    'multipart/form-data',
    (request: FastifyRequest, _payload: unknown, done: (error: Error | null) => void) =>
      done(request.routeOptions.url === UPLOAD_PATH ? null : new UnsupportedMediaTypeException(SEND_JSON)),
  );
  server.addHook('onRoute', (route) => {
    if (route.url === UPLOAD_PATH && route.method === 'POST') route.preParsing = multipartOnly;
  });
}

async function multipartOnly({ headers }: FastifyRequest): Promise<void> {
  if (MULTIPART.test(headers['content-type'] ?? '')) return;
  throw new UnsupportedMediaTypeException('Send one file, as multipart/form-data.');
}
