import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadRequestException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A body in an encoding that is not taken. */
export class UnknownEncoding extends Error {
  override readonly name = 'UnknownEncoding';
  readonly code = 'unsupported_encoding';

  constructor(encoding: string) {
    super(
      `The Content-Encoding "${encoding.slice(0, 50)}" is not taken: send the body as it is, or JSON with gzip.`,
    );
  }
}

/**
 * Bodies may come with gzip. The limits of bodies count what they are without it, so that a small one can't
 * become a huge one.
 */
export function readGzip(server: FastifyInstance): void {
  server.addHook('preParsing', async (request, _reply, payload) => {
    if (isBodyIgnored(request)) return payload;
    const encoding = encodingOf(request);
    if (encoding === 'identity') return payload;
    if (encoding !== 'gzip' || isForm(request)) throw new UnknownEncoding(encoding);
    return gunzipped(payload as IncomingMessage);
  });
}

/** A body of GET means nothing, and nothing reads it. */
function isBodyIgnored({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function encodingOf({ headers }: FastifyRequest): string {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  return encoding === 'x-gzip' ? 'gzip' : encoding;
}

/** Files are stored as they come. */
function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
}

function gunzipped(sent: IncomingMessage): Readable {
  const gunzip = createGunzip();
  const plain = Object.assign(gunzip, { receivedEncodedLength: 0 });
  const fail = (error: Error): void => void gunzip.destroy(error);
  sent.on('data', (chunk: Buffer) => void (plain.receivedEncodedLength += chunk.length));
  sent.on('error', fail).pipe(gunzip);
  // a body that is refused is read by nobody, and an error that nobody hears ends the process
  gunzip.on('error', () => undefined);
  const emit = gunzip.destroy.bind(gunzip);
  gunzip.destroy = (error?: Error) =>
    emit(error && isZlibError(error) ? new BadRequestException('The body is not valid gzip.') : error);
  return plain;
}

function isZlibError({ code }: Error & { code?: unknown }): boolean {
  return typeof code === 'string' && code.startsWith('Z_');
}
