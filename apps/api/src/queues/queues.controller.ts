import { Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { JsonBody } from '../requests/json-body.js';
import { QueueControl } from './queue-control.js';
import { QueueFigures } from './queue-figures.js';
import { QueueName } from './queue-name.js';
import { QueuePatch } from './queue.patch.js';
import { QueueList, QueueView } from './queue.view.js';

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
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  getQueue(@QueueName() name: string): Promise<QueueView> {
    return this.figures.of(name);
  }

  @Patch(':name')
  @Scopes('admin')
  @ApiOperation({
    summary: "Set a queue's total concurrency",
    description:
      'How many of its tasks may run at once in the whole cluster. In force when the answer comes; what already runs goes on.',
  })
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(400, 404, 413, 415)
  changeQueue(@QueueName() name: string, @JsonBody(QueuePatch) patch: QueuePatch): Promise<QueueView> {
    return this.control.change(name, patch);
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Scopes('admin')
  @ApiOperation({
    summary: 'Start no more tasks of a queue',
    description:
      'In the whole cluster, in force when the answer comes, kept over restarts. What already runs goes on; tasks are still accepted.',
  })
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  pauseQueue(@QueueName() name: string): Promise<QueueView> {
    return this.control.setPaused(name, true);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Scopes('admin')
  @ApiOperation({ summary: 'Start tasks of a paused queue again' })
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  resumeQueue(@QueueName() name: string): Promise<QueueView> {
    return this.control.setPaused(name, false);
  }
}
