import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WebhooksService } from '@app/webhooks';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { TaskId } from '../tasks/task-id.js';
import { RedeliveryView, WebhookDeliveryList, webhookDeliveryView } from './webhook-delivery.view.js';

@ApiTags('Tasks')
@Controller('api/v1/tasks/:id/webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @ApiOperation({
    summary: "List every try to deliver a task's webhook, first one first",
    description: 'The last 1,000 of them. Empty where the task has no webhook, and before the first try.',
  })
  @ApiOkResponse({ type: WebhookDeliveryList })
  @ErrorAnswers(404)
  async listWebhookDeliveries(@TaskId() id: string): Promise<WebhookDeliveryList> {
    return { data: (await this.webhooks.attemptsOf(id)).map(webhookDeliveryView) };
  }

  @Post('redeliver')
  @HttpCode(202)
  @ApiOperation({
    summary: "Send a task's webhook again now",
    description:
      'The event of its last end, with the same `webhook-id` and, if this fails, all retries before it. 409 where there is none yet.',
  })
  @ApiAcceptedResponse({ type: RedeliveryView })
  @ErrorAnswers(404, 409)
  async redeliverWebhook(@TaskId() id: string): Promise<RedeliveryView> {
    await this.webhooks.redeliver(id);
    return { status: 'pending' };
  }
}
