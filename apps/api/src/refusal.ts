import { HttpException } from '@nestjs/common';
import { NotJson } from '@app/bodies';
import { FileNotFound, FileStorageUnavailable, FileTooLarge } from '@app/files';
import { ConnectionsInUse, isDatabaseAway, isUnstorable } from '@app/persistence';
import {
  BulkActionEnded,
  BulkActionNotFound,
  IdempotencyKeyReused,
  IdempotentTaskGone,
  type InputProblem,
  InputRefused,
  LeaseLost,
  pathText,
  ScheduleNameTaken,
  ScheduleNotFound,
  TaskConflict,
  TaskIsBusy,
  TaskNotFound,
  TaskTypeIsBuiltIn,
  TaskTypeNotFound,
  WrongTextOffset,
} from '@app/tasks';
import { SecretsUnavailable } from '@app/secrets';
import { BODY_TOO_LARGE, SEND_JSON } from './http/body.js';
import { UnknownEncoding } from './http/content-encoding.js';
import { SlowBody } from './http/slow-body.js';
import { NotInFile } from './files/downloads.js';
import { UploadAborted } from './files/receive-file.js';
import { DATABASE_AWAY, type FieldProblem, NOT_VALID, type Refusal } from './problem.js';
import type { ProblemCode } from './problem-codes.js';
import { RetryLater } from './retry-later.js';

/** The codes of errors that have no class of their own, by status. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  409: 'conflict',
  413: 'body_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  422: 'unprocessable',
  429: 'too_many_requests',
  503: 'unavailable',
};

type CodedError = Error & { readonly code: ProblemCode };

/** Errors that carry their code, and whose message is meant for clients. */
const KNOWN: readonly (readonly [new (...args: never[]) => CodedError, number])[] = [
  [TaskNotFound, 404],
  [TaskConflict, 409],
  [BulkActionNotFound, 404],
  [BulkActionEnded, 409],
  [IdempotentTaskGone, 409],
  [IdempotencyKeyReused, 422],
  [ScheduleNotFound, 404],
  [ScheduleNameTaken, 409],
  [SecretsUnavailable, 503],
  [LeaseLost, 409],
  [WrongTextOffset, 409],
  [TaskIsBusy, 503],
  [TaskTypeIsBuiltIn, 409],
  [TaskTypeNotFound, 404],
  [NotJson, 400],
];

const FASTIFY_DETAILS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: BODY_TOO_LARGE,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: SEND_JSON,
  // Fastify's own words repeat the URL with its query, up to 16 KiB of it.
  FST_ERR_BAD_URL: 'The path is not a valid URL.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the path is too long.',
};

const INTERNAL: Refusal = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong here; the log has more under the request id.',
};

/** What an error is to a client. Nothing of an error that is not meant for clients gets into it. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof InputRefused) {
    return {
      status: 400,
      code: error.code,
      detail: NOT_VALID,
      errors: error.problems.map(shown),
    };
  }
  if (error instanceof RetryLater) return ofRetry(error);
  if (error instanceof SlowBody)
    return { status: 408, code: error.code, detail: error.message, headers: { connection: 'close' } };
  if (error instanceof UnknownEncoding)
    return { status: 415, code: error.code, detail: error.message, headers: { 'accept-encoding': 'gzip' } };
  const known = KNOWN.find(([type]) => error instanceof type);
  if (known)
    return { status: known[1], code: (error as CodedError).code, detail: (error as CodedError).message };
  const ofFile = ofFiles(error);
  if (ofFile) return ofFile;
  if (error instanceof HttpException) return ofHttp(error);
  if (isDatabaseAway(error)) return ofDatabase(error);
  if (isUnstorable(error))
    return { status: 400, code: 'invalid_input', detail: 'The database cannot hold a value that was sent.' };
  return ofFastify(error) ?? INTERNAL;
}

function shown({ path, message }: InputProblem): FieldProblem {
  return { path: pathText(path), message };
}

function ofRetry({ status, code, message, retryAfterSeconds }: RetryLater): Refusal {
  return { status, code, detail: message, headers: { 'retry-after': String(retryAfterSeconds) } };
}

function ofDatabase(error: unknown): Refusal {
  const detail =
    error instanceof ConnectionsInUse
      ? 'All connections to the database are in use here; try again in a moment.'
      : DATABASE_AWAY;
  return { status: 503, code: 'database_unavailable', detail, headers: { 'retry-after': '2' } };
}

function ofFiles(error: unknown): Refusal | null {
  if (error instanceof FileNotFound) return { status: 404, code: 'not_found', detail: error.message };
  if (error instanceof FileTooLarge) return { status: 413, code: error.code, detail: error.message };
  if (error instanceof UploadAborted) return { status: 400, code: error.code, detail: error.message };
  if (error instanceof NotInFile) {
    return {
      status: 416,
      code: error.code,
      detail: error.message,
      headers: { 'content-range': `bytes */${error.size}` },
    };
  }
  if (!(error instanceof FileStorageUnavailable)) return null;
  return { status: 503, code: error.code, detail: error.message, headers: { 'retry-after': '5' } };
}

function ofHttp(error: HttpException): Refusal {
  const status = error.getStatus();
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  const detail = (typeof code === 'string' && FASTIFY_DETAILS[code]) || error.message;
  return {
    status,
    code: CODES[status] ?? 'error',
    detail,
    ...(status === 401 && { headers: { 'www-authenticate': 'Bearer' } }),
  };
}

/** Errors that Fastify meets before Nest does, such as a URL that cannot be decoded. */
function ofFastify(error: unknown): Refusal | null {
  const { code, statusCode, message } = (error ?? {}) as {
    code?: unknown;
    statusCode?: unknown;
    message?: unknown;
  };
  if (
    typeof code !== 'string' ||
    !code.startsWith('FST_') ||
    typeof statusCode !== 'number' ||
    statusCode >= 500
  )
    return null;
  return {
    status: statusCode,
    code: CODES[statusCode] ?? 'error',
    detail: FASTIFY_DETAILS[code] ?? String(message),
  };
}
