import { Body, type Type } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, getSchemaPath } from '@nestjs/swagger';
import { afterPath } from './after-path.js';
import { documented } from './documented.js';
import { readBody, validBody } from '@app/bodies';

interface Examples {
  /** Shown in Swagger UI, by title. */
  readonly examples?: Record<string, { summary?: string; value: unknown }>;
}

/**
 * The body of a request as an instance of its class. What the class says with class-validator is checked, and
 * stands in the OpenAPI document.
 * @example changeQueue(@JsonBody(QueuePatch) patch: QueuePatch)
 */
export function JsonBody(type: Type<object>, examples: Examples = {}): ParameterDecorator {
  return bodyOf(type, examples, (sent) => validBody(readBody(type, sent)));
}

/**
 * As JsonBody, for a body that is refused only when a service has found all that is wrong with it: the
 * parameter is a ReadBody.
 */
export function JsonBodyWithProblems(type: Type<object>, examples: Examples = {}): ParameterDecorator {
  return bodyOf(type, examples, (sent) => readBody(type, sent));
}

/** The body of a request as a function reads it, and what the OpenAPI document says of it. */
export function BodyReadBy(read: (sent: unknown) => unknown, document: ApiBodyOptions): ParameterDecorator {
  return documented(ApiBody(document), Body(afterPath(read)));
}

function bodyOf(
  type: Type<object>,
  examples: Examples,
  read: (sent: unknown) => unknown,
): ParameterDecorator {
  return BodyReadBy(read, { schema: { $ref: getSchemaPath(type) }, ...examples });
}
