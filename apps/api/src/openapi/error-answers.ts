import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import {
  DATABASE_AWAY,
  NOT_VALID,
  Problem,
  PROBLEM_MEDIA_TYPE,
  problemOf,
  type Refusal,
} from '../problem.js';
import { BODY_TOO_LARGE, SEND_JSON } from '../http/body.js';

export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 414 | 415 | 422 | 429 | 503;

const EXAMPLES: Readonly<Record<ErrorStatus, Omit<Refusal, 'status'> & { readonly description: string }>> = {
  400: {
    description: NOT_VALID,
    code: 'invalid_input',
    detail: NOT_VALID,
    errors: [{ path: 'input.prompt', message: 'must be a string' }],
  },
  401: {
    description: 'Keys are needed, and none that is valid was sent.',
    code: 'unauthorized',
    detail: 'Send a valid key as "Authorization: Bearer <key>" or "X-API-Key: <key>".',
  },
  403: {
    description: 'The key may not do this.',
    code: 'forbidden',
    detail: 'The key lacks the scope "write".',
  },
  404: { description: 'It does not exist.', code: 'not_found', detail: 'There is no task with this id.' },
  408: {
    description: 'The body came too slowly.',
    code: 'request_timeout',
    detail: 'The body came too slowly.',
  },
  409: {
    description: "The task's state does not allow it.",
    code: 'conflict',
    detail: 'The task is COMPLETED and can no longer be cancelled.',
  },
  413: {
    description: 'The body is too large.',
    code: 'body_too_large',
    detail: BODY_TOO_LARGE,
  },
  414: {
    description: 'A part of the path is too long.',
    code: 'uri_too_long',
    detail: 'A part of the path is too long.',
  },
  415: {
    description: 'The body is not JSON.',
    code: 'unsupported_media_type',
    detail: SEND_JSON,
  },
  422: {
    description: 'The Idempotency-Key was used with another body.',
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was used with another body. Send the same body, or another key.',
  },
  429: {
    description: 'Too many wrong keys came from this address. `Retry-After` says when to try again.',
    code: 'too_many_wrong_keys',
    detail: 'Too many wrong keys came from this address.',
  },
  503: {
    description: 'The database is away; try again.',
    code: 'database_unavailable',
    detail: DATABASE_AWAY,
  },
};

/**
 * The error answers of an operation, in the OpenAPI document: those named, and those that every operation
 * has.
 */
export const ErrorAnswers = (...statuses: ErrorStatus[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(Problem),
    ...[...statuses, 401 as const, 403 as const, 429 as const, 503 as const].map((status) =>
      errorAnswer(status),
    ),
  );

/** For an operation that needs no database. */
export const KeyAnswers = (): MethodDecorator =>
  applyDecorators(ApiExtraModels(Problem), errorAnswer(401), errorAnswer(403), errorAnswer(429));

function errorAnswer(status: ErrorStatus): MethodDecorator {
  return ErrorAnswer({ status, ...EXAMPLES[status] });
}

/** An error answer that says something else than elsewhere. */
export function ErrorAnswer(refusal: DescribedRefusal, path = '/api/v1/tasks'): MethodDecorator {
  return ApiResponse({ status: refusal.status, ...responseOf(refusal, path) });
}

/** An error answer as it stands in the document. */
export function errorResponse(status: ErrorStatus, path: string): ErrorResponse {
  return responseOf({ status, ...EXAMPLES[status] }, path);
}

type DescribedRefusal = Refusal & { readonly description: string };

interface ErrorResponse {
  readonly description: string;
  readonly content: Record<string, { readonly schema: { readonly $ref: string }; readonly example: Problem }>;
}

function responseOf({ description, ...refusal }: DescribedRefusal, path: string): ErrorResponse {
  const example = problemOf(refusal, path);
  return {
    description,
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: getSchemaPath(Problem) }, example } },
  };
}
