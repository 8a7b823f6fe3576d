import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

const KEY = {
  name: 'Idempotency-Key',
  required: false,
  // Without an example: Swagger UI would send it, and the second try would replay the first task.
  description:
    'The same key with the same body within 24 hours gives the first task again, as it is now; a number of the order or a UUID will do. Each caller has its own keys.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
} as const;

/** The Idempotency-Key of an operation and its second answer, for the OpenAPI document. */
export const IdempotencyKeyHeader = (answer: Type<object>): MethodDecorator =>
  applyDecorators(
    ApiHeader(KEY),
    ApiOkResponse({
      type: answer,
      description: 'Accepted before, with the same Idempotency-Key.',
      headers: {
        'Idempotent-Replayed': { description: 'Always `true`.', schema: { type: 'string', enum: ['true'] } },
      },
    }),
  );

/** Says that an earlier request made what is answered. */
export function markReplayed(reply: FastifyReply): void {
  void reply.status(200).header('idempotent-replayed', 'true');
}
