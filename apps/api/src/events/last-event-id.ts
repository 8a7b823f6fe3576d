import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { HIGHEST_EVENT_ID, InputRefused } from '@app/tasks';
import type { FastifyRequest } from 'fastify';
import { afterPath } from '../requests/after-path.js';
import { documented } from '../requests/documented.js';
import { ParsedParameter } from '../requests/parameters.js';
import { describeQuery, readQuery } from '../requests/query-of.js';
import type { RawQuery } from '../requests/query-reader.js';

const EVENT_ID = /^\d{1,16}$/;

class ResumeQuery {
  /** A text, since it is not looked at where the header is sent. */
  @ParsedParameter({
    schema: {
      type: 'integer',
      format: 'int64',
      minimum: 0,
      description: 'The same for clients that cannot set the header. The header wins.',
    },
    parse: (text) => text,
    message: '',
  })
  readonly after?: string;
}

const ResumeHeader = ApiHeader({
  name: 'Last-Event-ID',
  required: false,
  description:
    'Goes on after this event: nothing is lost and nothing comes twice, whichever process answers.',
  schema: { type: 'string', pattern: EVENT_ID.source },
});

const RequestOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/**
 * After which event a stream goes on, as a parameter of a controller's method; null for a new stream. The
 * header wins: an EventSource that was opened with `?after=` sends the header, with a later id, when it
 * connects again.
 */
export const ResumeAfter = (): ParameterDecorator =>
  documented(applyDecorators(ResumeHeader, describeQuery(ResumeQuery)), RequestOf(afterPath(lastEventId)));

/** @throws InputRefused */
function lastEventId({ headers, query }: FastifyRequest): number | null {
  const { after } = readQuery(ResumeQuery, query as RawQuery);
  const header = headers['last-event-id'];
  if (header) return idFrom(String(header), 'Last-Event-ID');
  return after === undefined ? null : idFrom(after, 'after');
}

function idFrom(text: string, path: string): number {
  const id = EVENT_ID.test(text) ? Number(text) : Infinity;
  if (id > HIGHEST_EVENT_ID) throw new InputRefused([{ path, message: 'must be the id of an event' }]);
  return id;
}
