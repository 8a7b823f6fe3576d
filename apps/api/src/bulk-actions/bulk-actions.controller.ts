import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { BulkActionsService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { BulkActionBody, readBulkAction } from './bulk-action.body.js';
import { BulkActionIdPipe } from './bulk-action-id.js';
import { BulkActionView, bulkActionView, BulkCountView } from './bulk-action.view.js';

const ActionId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: "The bulk action's id.", schema: { type: 'string', format: 'uuid' } });

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
  @ApiBody({
    type: BulkActionBody,
    examples: {
      'retry what failed': {
        value: { action: 'retry', filter: { status: ['FAILED'], queue: ['ai_processing'] } },
      },
      'count before': {
        value: { action: 'delete', filter: { createdBefore: '2026-11-01T00:00:00.000Z' }, dryRun: true },
      },
    },
  })
  @ApiAcceptedResponse({
    type: BulkActionView,
    description: 'Started.',
    headers: { Location: { description: 'Where to follow it.', schema: { type: 'string' } } },
  })
  @ApiOkResponse({ type: BulkCountView, description: 'A dry run.' })
  @ErrorAnswers(400, 413, 415)
  async startBulkAction(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkActionView | BulkCountView> {
    const { action, filter, dryRun } = readBulkAction(body);
    if (dryRun) return { matched: await this.actions.count(filter).finally(() => void reply.status(200)) };
    const started = await this.actions.start(action, filter);
    void reply.header('location', `/api/v1/bulk-actions/${started.id}`);
    return bulkActionView(started);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Follow a bulk action' })
  @ActionId()
  @ApiOkResponse({ type: BulkActionView })
  @ErrorAnswers(404)
  async getBulkAction(@Param('id', BulkActionIdPipe) id: string): Promise<BulkActionView> {
    return bulkActionView(await this.actions.get(id));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Stop a bulk action',
    description: 'What is done stays done. A cancelled one stays as it is.',
  })
  @ActionId()
  @ApiAcceptedResponse({ type: BulkActionView })
  @ErrorAnswers(404, 409)
  async cancelBulkAction(@Param('id', BulkActionIdPipe) id: string): Promise<BulkActionView> {
    return bulkActionView(await this.actions.cancel(id));
  }
}
