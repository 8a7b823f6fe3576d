import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { TaskId } from '../tasks/task-id.js';
import { EventStreamAnswer } from './event-stream.api.js';
import { EventStreams } from './event-streams.js';
import { ResumeAfter } from './last-event-id.js';
import { CHANGES_EXAMPLE, TASK_EVENTS_EXAMPLE } from './stream-examples.js';

@ApiTags('Events')
@Controller('api/v1')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  @Get('tasks/:id/events')
  @ApiOperation({
    summary: 'Follow a task',
    description:
      'Server-Sent Events: `status`, `progress`, `delta` (the next piece of text), `reset` (a new attempt; text so far is void) and ' +
      '`end` (the whole task), after which the stream ends. A new stream starts with what has happened so far.',
  })
  @EventStreamAnswer(TASK_EVENTS_EXAMPLE)
  @ApiNoContentResponse({
    description: 'The task has ended and the client has seen its `end`: an EventSource stops here.',
  })
  @ErrorAnswers(400, 404)
  streamTaskEvents(
    @TaskId() id: string,
    @ResumeAfter() after: number | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.ofTask(id, after, request, reply);
  }

  @Get('events')
  @ApiOperation({
    summary: 'Follow the changes of all tasks',
    description:
      'Server-Sent Events for live views: `status` and `progress` of every task, with `taskId`. Starts with what changes from now on. ' +
      '`reset` says that the reader has missed changes, since it was very far behind: read again what you show.',
  })
  @EventStreamAnswer(CHANGES_EXAMPLE)
  @ErrorAnswers(400)
  streamEvents(
    @ResumeAfter() after: number | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.ofAll(after, request, reply);
  }
}
