import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { BODY_VALUES, valueOf } from '@app/bodies';

export const BODY_LIMIT = 2 * 1024 * 1024;
export const BATCH_BODY_LIMIT = 20 * 1024 * 1024;
const MIB = 1024 * 1024;
export const BODY_TOO_LARGE = `The body is too large: ${BODY_LIMIT / MIB} MiB at most for one task, ${BATCH_BODY_LIMIT / MIB} MiB for a batch.`;
export const SEND_JSON = 'Send the body as JSON, with "Content-Type: application/json".';
/** Fields and items of a body. */
export const BATCH_VALUES = 200_000;
/** Many tasks, or one result. */
const LARGE = new Set(['/api/v1/tasks/batch', '/api/v1/work/:id/complete']);

const FORM = 'application/x-www-form-urlencoded';
const JSON_SUFFIX = /^application\/[\w.-]+\+json\b/;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * JSON bodies only. What plain `curl -d` sends names itself a form; it is read as JSON where it looks like
 * JSON.
 */
export function readJsonBodies(adapter: FastifyAdapter): void {
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  server.addHook('onRoute', (route) => {
    if (LARGE.has(route.url)) route.bodyLimit = BATCH_BODY_LIMIT;
  });
  const parse = (request: FastifyRequest, bytes: Buffer, done: Done): void => {
    const text = textOf(bytes);
    if (text === null) return done(new BadRequestException('The body is not valid UTF-8.'));
    if (text.trim() === '') return done(null, undefined);
    if (isForm(request) && !/^\s*[[{]/.test(text)) return done(new UnsupportedMediaTypeException(SEND_JSON));
    try {
      done(null, valueOf(text, LARGE.has(request.routeOptions.url ?? '') ? BATCH_VALUES : BODY_VALUES));
    } catch (error) {
      done(error as Error);
    }
  };
  for (const type of ['application/json', JSON_SUFFIX, FORM])
    adapter.useBodyParser(type, false, {}, parse as never);
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.toLowerCase().startsWith(FORM) ?? false;
}

/** Null where the bytes are no UTF-8. A byte order mark is dropped. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
