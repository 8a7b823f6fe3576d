import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { InputRefused } from '@app/tasks';
import { type CallersKey, isKey, KEY_PROBLEM, LONGEST_KEY } from '@app/submissions';
import type { FastifyRequest } from 'fastify';
import { documented } from '../requests/documented.js';

const NAME = 'Idempotency-Key';

/**
 * The Idempotency-Key of a request; null where it has none.
 * @throws InputRefused where it is empty, too long, or not visible ASCII characters
 */
export function idempotencyKeyOf({
  headers,
  apiKey,
}: Pick<FastifyRequest, 'headers' | 'apiKey'>): CallersKey | null {
  const key = headers[NAME.toLowerCase()];
  if (key === undefined) return null;
  if (isKey(key)) return { caller: apiKey?.name ?? '', key };
  throw new InputRefused([{ path: NAME, message: KEY_PROBLEM }]);
}

const KeyHeader = ApiHeader({
  name: NAME,
  required: false,
  // Without an example: Swagger UI would send it, and the second try would replay the first task.
  description:
    'The same key with the same body within 24 hours gives the first task again, as it is now; a number of the order or a UUID will do. Each caller has its own keys.',
  schema: { type: 'string', minLength: 1, maxLength: LONGEST_KEY, pattern: '^[\\x21-\\x7e]+$' },
});

const KeyOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The Idempotency-Key as a parameter of a controller's method. */
export const IdempotencyKey = (): ParameterDecorator => documented(KeyHeader, KeyOf());
