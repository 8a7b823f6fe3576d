import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { QueueControl } from './queue-control.js';
import { QueueFigures } from './queue-figures.js';
import { QueuePatch } from './queue.patch.js';
import { QueueList, QueueView } from './queue.view.js';

const QueueName = (): MethodDecorator =>
  ApiParam({ name: 'name', description: "The queue's name.", example: 'ai_processing' });

@ApiTags('Queues')
@Controller('api/v1/queues')
export class QueuesController {
  constructor(
    private readonly figures: QueueFigures,
    private readonly control: QueueControl,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the queues with their figures' })
  @ApiOkResponse({ type: QueueList })
  @ErrorAnswers()
  async listQueues(): Promise<QueueList> {
    return { data: await this.figures.all() };
  }

  @Get(':name')
  @ApiOperation({ summary: "Look at a queue's figures" })
  @QueueName()
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  getQueue(@Param('name') name: string): Promise<QueueView> {
    return this.figures.of(name);
  }

  @Patch(':name')
  @Scopes('admin')
  @ApiOperation({
    summary: "Set a queue's total concurrency",
    description:
      'How many of its tasks may run at once in the whole cluster. In force when the answer comes; what already runs goes on.',
  })
  @QueueName()
  @ApiBody({ type: QueuePatch })
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(400, 404, 413, 415)
  changeQueue(@Param('name') name: string, @Body() body: unknown): Promise<QueueView> {
    return this.control.change(name, body);
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Scopes('admin')
  @ApiOperation({
    summary: 'Start no more tasks of a queue',
    description:
      'In the whole cluster, in force when the answer comes, kept over restarts. What already runs goes on; tasks are still accepted.',
  })
  @QueueName()
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  pauseQueue(@Param('name') name: string): Promise<QueueView> {
    return this.control.setPaused(name, true);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Scopes('admin')
  @ApiOperation({ summary: 'Start tasks of a paused queue again' })
  @QueueName()
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  resumeQueue(@Param('name') name: string): Promise<QueueView> {
    return this.control.setPaused(name, false);
  }
}
