import { Dicer } from '@fastify/busboy';
import { BadRequestException } from '@nestjs/common';
import { headerValue } from './header-parameters.js';

/** Headers of a part. What is beyond is cut off, so that a name which is cut has no end. */
const LIMITS = { maxHeaderPairs: 50, maxHeaderSize: 16 * 1024 };

/** Splits a multipart body into its parts. @throws BadRequestException where the Content-Type names no usable boundary */
export function formReader(contentType: string): Dicer {
  const boundary = headerValue(contentType).parameters.get('boundary');
  if (!boundary) throw new BadRequestException('The Content-Type names no boundary: let the HTTP client set it.');
  try {
    return new Dicer({ boundary, ...LIMITS });
  } catch {
    throw new BadRequestException('The boundary is too long: 70 characters at most.');
  }
}
