import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FileStore } from '@app/files';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestedRange } from './byte-range.js';
import { safeHeaders } from './safe-headers.js';

/** A Range header asks for a part that a file does not have. */
export class NotInFile extends Error {
  override readonly name = 'NotInFile';
  readonly code = 'range_not_satisfiable';

  constructor(readonly size: number) {
    super(`The file has ${size} bytes.`);
  }
}

/** Answers with a file's bytes, a part of them, or that the caller has them already. */
@Injectable()
export class Downloads {
  constructor(private readonly files: FileStore) {}

  /** @throws FileNotFound, FileStorageUnavailable */
  async send(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const file = await this.files.find(id);
    const headers = safeHeaders(file);
    if (isKnown(request, headers['etag'] as string)) return void reply.status(304).headers(headers).send();
    const range = requestedRange(wantedRange(request, headers['etag'] as string), file.size);
    if (range === 'unsatisfiable') throw new NotInFile(file.size);
    const { start, end } = range ?? { start: 0, end: file.size - 1 };
    const length = {
      'content-length': end - start + 1,
      ...(range && { 'content-range': `bytes ${start}-${end}/${file.size}` }),
    };
    // An empty stream where there is nothing to send: anything else makes Fastify write a content-length of
    // its own.
    const content =
      request.method === 'HEAD' || file.size === 0
        ? Readable.from([])
        : await this.files.read(file, range ?? undefined);
    void reply.status(range ? 206 : 200).headers({ ...headers, ...length });
    await reply.send(content);
  }
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known?.some((one) => one === etag || one === '*') ?? false;
}

/** A part is only of use to one who has the other parts of the same bytes. */
function wantedRange({ headers }: FastifyRequest, etag: string): string | undefined {
  const { range, 'if-range': same } = headers;
  return same === undefined || same === etag ? range : undefined;
}
