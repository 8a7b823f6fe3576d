import type { OpenAPIObject } from '@nestjs/swagger';
import { NOT_VALID, PROBLEM_MEDIA_TYPE, problemOf, type Refusal } from '../problem.js';
import { BODY_TOO_LARGE, SEND_JSON } from '../http/body.js';
import { HEADERS_TOO_LARGE, MALFORMED, REQUEST_TOO_SLOW } from '../http/parser-errors.js';

const PROBLEM = { $ref: '#/components/schemas/Problem' };

interface Answer {
  readonly description: string;
  readonly content?: Record<string, object>;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Record<string, Answer>;
}

/** What comes before an operation is known, and so from each of them. */
const BY_ALL: readonly (readonly [string, Refusal])[] = [
  [NOT_VALID, MALFORMED],
  ['The headers, or the body, came too slowly. The connection is closed.', REQUEST_TOO_SLOW],
  ['The request line and the headers are larger than 16 KiB. The connection is closed.', HEADERS_TOO_LARGE],
];

const UNKNOWN_ENCODING: Refusal = {
  status: 415,
  code: 'unsupported_encoding',
  detail: 'The Content-Encoding "br" is not taken: send the body as it is, or JSON with gzip.',
};
const OVERLOADED: Refusal = {
  status: 503,
  code: 'overloaded',
  detail: 'Too many bodies are in hand; send this one again in a moment.',
};
const TOO_LARGE: Refusal = {
  status: 413,
  code: 'body_too_large',
  detail: BODY_TOO_LARGE,
};
const NO_JSON: Refusal = {
  status: 415,
  code: 'unsupported_media_type',
  detail: SEND_JSON,
};

/** Adds what the HTTP server answers by itself, and what reading a body can come to. */
export function addTransportAnswers({ paths }: OpenAPIObject): void {
  for (const [path, methods] of Object.entries(paths)) {
    for (const operation of Object.values(methods) as Operation[]) describe(operation, path);
  }
}

function describe({ requestBody, responses }: Operation, path: string): void {
  for (const [description, refusal] of BY_ALL) add(responses, description, refusal, path);
  if (!requestBody) return;
  add(responses, 'The body is in an encoding that is not taken.', UNKNOWN_ENCODING, path);
  if (!('application/json' in requestBody.content)) return;
  add(responses, 'The body is not JSON, or in an encoding that is not taken.', NO_JSON, path);
  add(responses, 'The body is too large.', TOO_LARGE, path);
  add(responses, 'Too many bodies are in hand.', OVERLOADED, path);
}

/** Beside what the operation says itself of the same status. */
function add(responses: Record<string, Answer>, description: string, refusal: Refusal, path: string): void {
  const known = responses[String(refusal.status)];
  const { example, examples } = (known?.content?.[PROBLEM_MEDIA_TYPE] ?? {}) as {
    example?: { code: string };
    examples?: object;
  };
  const own = { ...(example && { [example.code]: { value: example } }), ...examples };
  const content = {
    schema: PROBLEM,
    examples: { [refusal.code]: { value: problemOf(refusal, path) }, ...own },
  };
  responses[String(refusal.status)] = {
    description,
    ...known,
    content: { ...known?.content, [PROBLEM_MEDIA_TYPE]: content },
  };
}
