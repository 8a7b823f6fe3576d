import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { InputRefused } from '@app/tasks';
import type { FastifyRequest } from 'fastify';
import stringify from 'safe-stable-stringify';

const HEADER = 'idempotency-key';
const VISIBLE = /^[\x21-\x7e]{1,255}$/;

/** The caller and its key, as a request brings them. */
export interface CallersKey {
  /** The name of the API key; empty where the caller showed none. */
  readonly caller: string;
  readonly key: string;
}

/**
 * The Idempotency-Key of a request; null where it has none.
 * @throws InputRefused where it is not 1 to 255 visible ASCII characters
 */
export function idempotencyKeyOf({
  headers,
  apiKey,
}: Pick<FastifyRequest, 'headers' | 'apiKey'>): CallersKey | null {
  const key = headers[HEADER];
  if (key === undefined) return null;
  if (typeof key === 'string' && VISIBLE.test(key)) return { caller: apiKey?.name ?? '', key };
  throw new InputRefused([{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
}

/**
 * SHA-256 of a parsed body; the order of keys and white space make no difference. The body must not be nested
 * too deeply.
 */
export function hashOfBody(body: unknown): string {
  return createHash('sha256')
    .update(stringify(body) ?? '')
    .digest('hex');
}

/** The Idempotency-Key as a parameter of a controller's method. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
