import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { documented } from '../requests/documented.js';

/** In seconds. */
const LONGEST_WAIT = 60;
const LONGEST_HEADER = 1_000;

/**
 * How long a client that sent `Prefer: wait=N` wants to wait for the task's end, in milliseconds; null where
 * it sent none. A preference that is not understood is ignored, as RFC 7240 asks: also a wait that is no
 * whole number from 1 to 60.
 */
export function preferredWaitMs(header = ''): number | null {
  if (header.length > LONGEST_HEADER) return null;
  const wait = header
    .split(',')
    .map((preference) => valueOfWait(preference))
    .find((value) => value !== null); // the first one counts
  const seconds = wait && /^\d{1,2}$/.test(wait) ? Number(wait) : 0;
  return seconds >= 1 && seconds <= LONGEST_WAIT ? seconds * 1_000 : null;
}

/** The value of `wait = value; parameters`; null for another preference. */
function valueOfWait(preference: string): string | null {
  const [pair = ''] = preference.split(';', 1);
  const equals = pair.indexOf('=');
  if (equals < 0 || pair.slice(0, equals).trim().toLowerCase() !== 'wait') return null;
  const value = pair.slice(equals + 1).trim();
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1).trim() : value;
}

const PreferHeader = ApiHeader({
  name: 'Prefer',
  required: false,
  description: `\`wait=N\`, such as \`wait=10\`: answer as soon as the task ends, at the latest after N seconds, 1 to ${LONGEST_WAIT}, with the task as it then is.`,
  schema: { type: 'string' },
});

const WaitOf = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { prefer } = context.switchToHttp().getRequest<FastifyRequest>().headers;
  return preferredWaitMs(prefer === undefined ? undefined : String(prefer));
});

/** The preferred wait in milliseconds, as a parameter of a controller's method; null where there is none. */
export const PreferredWait = (): ParameterDecorator => documented(PreferHeader, WaitOf());
