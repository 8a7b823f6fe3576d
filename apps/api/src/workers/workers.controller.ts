import { Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type ListedWorker, WorkerRepository } from '@app/persistence';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { CurrentQueueStates } from '../queues/current-queue-states.js';
import { isTaskId } from '../tasks/task-id.js';
import { WorkerList, WorkerView, workerView } from './worker.view.js';

const WorkerId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: "The worker's id.", schema: { type: 'string', format: 'uuid' } });

@ApiTags('Workers')
@Controller('api/v1/workers')
export class WorkersController {
  constructor(
    private readonly workers: WorkerRepository,
    private readonly states: CurrentQueueStates,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the worker processes',
    description: 'A thousand at most, those that were heard of last.',
  })
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
    description:
      'It goes on living, as `draining`, until it is stopped or told to take tasks again; started again it takes tasks again.',
  })
  @WorkerId()
  @ApiAcceptedResponse({ type: WorkerView })
  @ErrorAnswers(404)
  async drainWorker(@Param('id') id: string): Promise<WorkerView> {
    return this.changed(isTaskId(id) ? await this.workers.requestDrain(id) : null);
  }

  @Post(':id/undrain')
  @HttpCode(202)
  @Scopes('admin')
  @ApiOperation({
    summary: 'Let a worker that was drained take tasks again',
    description:
      'It is `online` again a moment later. A worker that takes tasks, and one that is being stopped, stay as they are.',
  })
  @WorkerId()
  @ApiAcceptedResponse({ type: WorkerView })
  @ErrorAnswers(404)
  async undrainWorker(@Param('id') id: string): Promise<WorkerView> {
    return this.changed(isTaskId(id) ? await this.workers.withdrawDrain(id) : null);
  }

  private changed(worker: ListedWorker | null): WorkerView {
    if (!worker) throw new NotFoundException('There is no worker with this id.');
    this.states.forget();
    return workerView(worker);
  }
}
