import { Controller, Get, HttpCode, NotFoundException, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ListedWorker, WorkerRepository } from '@app/persistence';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { CurrentQueueStates } from '../queues/current-queue-states.js';
import { pathId } from '../requests/path-id.js';
import { WorkerList, WorkerView, workerView } from './worker.view.js';

const unknownWorker = (): Error => new NotFoundException('There is no worker with this id.');
const WorkerId = pathId("The worker's id.", unknownWorker);

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
  @ApiAcceptedResponse({ type: WorkerView })
  @ErrorAnswers(404)
  async drainWorker(@WorkerId() id: string): Promise<WorkerView> {
    return this.changed(await this.workers.requestDrain(id));
  }

  @Post(':id/undrain')
  @HttpCode(202)
  @Scopes('admin')
  @ApiOperation({
    summary: 'Let a worker that was drained take tasks again',
    description:
      'It is `online` again a moment later. A worker that takes tasks, and one that is being stopped, stay as they are.',
  })
  @ApiAcceptedResponse({ type: WorkerView })
  @ErrorAnswers(404)
  async undrainWorker(@WorkerId() id: string): Promise<WorkerView> {
    return this.changed(await this.workers.withdrawDrain(id));
  }

  private changed(worker: ListedWorker | null): WorkerView {
    if (!worker) throw unknownWorker();
    this.states.forget();
    return workerView(worker);
  }
}
