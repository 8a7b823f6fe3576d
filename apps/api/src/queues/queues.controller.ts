import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { QueueFigures } from './queue-figures.js';
import { QueueList, QueueView } from './queue.view.js';

@ApiTags('Queues')
@Controller('api/v1/queues')
export class QueuesController {
  constructor(private readonly figures: QueueFigures) {}

  @Get()
  @ApiOperation({ summary: 'List the queues with their figures' })
  @ApiOkResponse({ type: QueueList })
  @ErrorAnswers()
  async listQueues(): Promise<QueueList> {
    return { data: await this.figures.all() };
  }

  @Get(':name')
  @ApiOperation({ summary: "Look at a queue's figures" })
  @ApiParam({ name: 'name', description: "The queue's name.", example: 'ai_processing' })
  @ApiOkResponse({ type: QueueView })
  @ErrorAnswers(404)
  getQueue(@Param('name') name: string): Promise<QueueView> {
    return this.figures.of(name);
  }
}
