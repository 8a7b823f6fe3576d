import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WorkerRepository } from '@app/persistence';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { WorkerList, workerView } from './worker.view.js';

@ApiTags('Workers')
@Controller('api/v1/workers')
export class WorkersController {
  constructor(private readonly workers: WorkerRepository) {}

  @Get()
  @ApiOperation({ summary: 'List the worker processes' })
  @ApiOkResponse({ type: WorkerList })
  @ErrorAnswers()
  async listWorkers(): Promise<WorkerList> {
    return { data: (await this.workers.list()).map(workerView) };
  }
}
