import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '@app/observability';
import { v7 as uuidv7 } from 'uuid';
import { PROBLEM_MEDIA_TYPE, problemOf, type Refusal } from '../problem.js';
import { REQUEST_ID_HEADER } from './request-id.js';

/** How long what a client still sends is read after its answer. */
const LINGER_MS = 2_000;

export const HEADERS_TOO_LARGE: Refusal = {
  status: 431,
  code: 'headers_too_large',
  detail: 'The request line and headers are too large: 16 KiB at most.',
};
export const REQUEST_TOO_SLOW: Refusal = {
  status: 408,
  code: 'request_timeout',
  detail: 'The request came too slowly.',
};
export const MALFORMED: Refusal = {
  status: 400,
  code: 'invalid_request',
  detail: 'This is not a valid HTTP request.',
};

const BY_CODE: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'body_too_large',
    detail: 'The extensions of the chunks are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: REQUEST_TOO_SLOW,
};

/**
 * Answers what is no HTTP request: the parser gives up before there is a request that any other code could
 * see.
 */
export function answerParserErrors(
  logger: Logger,
): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    if (socket.destroyed || error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const refusal = BY_CODE[error.code ?? ''] ?? MALFORMED;
    const requestId = uuidv7();
    logger.info({ requestId, statusCode: refusal.status, address: socket.remoteAddress }, 'not a request');
    socket.end(answerOf(refusal, requestId));
    lingerOn(socket);
  };
}

function answerOf(refusal: Refusal, requestId: string): string {
  const body = JSON.stringify(problemOf(refusal, ''));
  const head = {
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': Buffer.byteLength(body),
    [REQUEST_ID_HEADER]: requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, ...lines, '', body].join('\r\n');
}

/** A connection that is closed while data comes in is reset, its answer with it. */
function lingerOn(socket: Socket): void {
  socket
    .removeAllListeners('data')
    .removeAllListeners('error')
    .on('error', () => undefined);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('end', () => socket.destroy()).once('close', () => clearTimeout(timer));
}
