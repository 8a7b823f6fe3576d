import { Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { WorkerRepository } from '@app/persistence';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { isTaskId } from '../tasks/task-id.js';
import { WorkerList, WorkerView, workerView } from './worker.view.js';

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

  @Post(':id/drain')
  @HttpCode(202)
  @Scopes('admin')
  @ApiOperation({
    summary: 'Let a worker finish what it runs and take no more',
    description: 'It goes on living, as `draining`, until it is stopped; started again it takes tasks again.',
  })
  @ApiParam({ name: 'id', description: "The worker's id.", schema: { type: 'string', format: 'uuid' } })
  @ApiAcceptedResponse({ type: WorkerView })
  @ErrorAnswers(404)
  async drainWorker(@Param('id') id: string): Promise<WorkerView> {
    const worker = isTaskId(id) ? await this.workers.requestDrain(id) : null;
    if (!worker) throw new NotFoundException('There is no worker with this id.');
    return workerView(worker);
  }
}
