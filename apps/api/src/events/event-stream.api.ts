import { ApiOkResponse } from '@nestjs/swagger';

/** A stream of events, in the OpenAPI document. */
export const EventStreamAnswer = (example: string): MethodDecorator =>
  ApiOkResponse({
    description: 'The stream. A comment is sent at least every 15 s.',
    content: { 'text/event-stream': { schema: { type: 'string' }, example } },
  });
