import type { Type } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** The answer to a key that was sent before, for the OpenAPI document. */
export const ReplayedAnswer = (answer: Type<object>): MethodDecorator =>
  ApiOkResponse({
    type: answer,
    description: 'Accepted before, with the same Idempotency-Key.',
    headers: {
      'Idempotent-Replayed': { description: 'Always `true`.', schema: { type: 'string', enum: ['true'] } },
    },
  });

/** Says that an earlier request made what is answered. */
export function markReplayed(reply: FastifyReply): void {
  void reply.status(200).header('idempotent-replayed', 'true');
}
