import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiQuery } from '@nestjs/swagger';

/** How a stream is resumed, in the OpenAPI document. */
export const ResumeParameters = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description:
        'Goes on after this event: nothing is lost and nothing comes twice, whichever process answers.',
      schema: { type: 'string', pattern: '^\\d{1,16}$' },
    }),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'The same for clients that cannot set the header. The header wins.',
      schema: { type: 'integer', format: 'int64', minimum: 0 },
    }),
  );

/** A stream of events, in the OpenAPI document. */
export const EventStreamAnswer = (example: string): MethodDecorator =>
  ApiOkResponse({
    description: 'The stream. A comment is sent at least every 15 s.',
    content: { 'text/event-stream': { schema: { type: 'string' }, example } },
  });
