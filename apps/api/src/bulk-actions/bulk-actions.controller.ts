import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BulkActionNotFound, BulkActionsService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { JsonBody } from '../requests/json-body.js';
import { pathId } from '../requests/path-id.js';
import { BulkActionBody } from './bulk-action.body.js';
import { BulkActionView, bulkActionView, BulkCountView } from './bulk-action.view.js';

const ActionId = pathId("The bulk action's id.", () => new BulkActionNotFound());
const EXAMPLES = {
  'retry what failed': {
    value: { action: 'retry', filter: { status: ['FAILED'], queue: ['ai_processing'] } },
  },
  'count before': {
    value: { action: 'delete', filter: { createdBefore: '2026-11-01T00:00:00.000Z' }, dryRun: true },
  },
};

@ApiTags('Tasks')
@Controller('api/v1/bulk-actions')
export class BulkActionsController {
  constructor(private readonly actions: BulkActionsService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Cancel, retry or remove all tasks that match',
    description:
      'Goes on in the background, over restarts too. With `dryRun` only the count is answered, and nothing changes.',
  })
  @ApiAcceptedResponse({
    type: BulkActionView,
    description: 'Started.',
    headers: { Location: { description: 'Where to follow it.', schema: { type: 'string' } } },
  })
  @ApiOkResponse({ type: BulkCountView, description: 'A dry run.' })
  @ErrorAnswers(400, 413, 415)
  async startBulkAction(
    @JsonBody(BulkActionBody, { examples: EXAMPLES }) { action, filter, dryRun }: BulkActionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkActionView | BulkCountView> {
    if (dryRun) return { matched: await this.actions.count(filter).finally(() => void reply.status(200)) };
    const started = await this.actions.start(action, filter);
    void reply.header('location', `/api/v1/bulk-actions/${started.id}`);
    return bulkActionView(started);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Follow a bulk action' })
  @ApiOkResponse({ type: BulkActionView })
  @ErrorAnswers(404)
  async getBulkAction(@ActionId() id: string): Promise<BulkActionView> {
    return bulkActionView(await this.actions.get(id));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Stop a bulk action',
    description: 'What is done stays done. A cancelled one stays as it is.',
  })
  @ApiAcceptedResponse({ type: BulkActionView })
  @ErrorAnswers(404, 409)
  async cancelBulkAction(@ActionId() id: string): Promise<BulkActionView> {
    return bulkActionView(await this.actions.cancel(id));
  }
}
