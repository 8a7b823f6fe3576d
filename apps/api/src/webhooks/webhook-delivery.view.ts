import { ApiProperty } from '@nestjs/swagger';
import { WEBHOOK_ERROR_CODES, type WebhookAttempt, type WebhookErrorCode } from '@app/persistence';
import { timeJson } from '@app/tasks';

const TIME = { type: String, format: 'date-time' } as const;

class WebhookErrorView {
  @ApiProperty({ description: 'Stable, for programs.', enum: WEBHOOK_ERROR_CODES })
  readonly code!: WebhookErrorCode;
  @ApiProperty({ description: 'For people.' }) readonly message!: string;
}

/** A try to deliver an event. */
export class WebhookDeliveryView {
  @ApiProperty({ format: 'uuid', description: 'The `webhook-id`: the same for every try of an event.' })
  readonly webhookId!: string;
  @ApiProperty({ enum: ['task.completed', 'task.failed', 'task.cancelled'] }) readonly event!: string;
  @ApiProperty({ type: 'integer', description: '1 for the first.' }) readonly attempt!: number;
  @ApiProperty(TIME) readonly startedAt!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null while it is under way.' })
  readonly durationMs!: number | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'What the destination answered; null where it did not.',
  })
  readonly status!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['delivered', 'failed', 'gone', 'lost', null],
    description:
      'Null while it is under way; `gone` after a 410; `lost` where the worker ended before it knew.',
  })
  readonly outcome!: string | null;
  @ApiProperty({ type: WebhookErrorView, nullable: true }) readonly error!: WebhookErrorView | null;
  @ApiProperty({
    ...TIME,
    nullable: true,
    description: 'As it was planned when this try ended; null where none was to follow.',
  })
  readonly nextTryAt!: string | null;
}

export class WebhookDeliveryList {
  @ApiProperty({ type: [WebhookDeliveryView], description: 'First one first.' })
  readonly data!: readonly WebhookDeliveryView[];
}

export class RedeliveryView {
  @ApiProperty({
    enum: ['pending'],
    description: 'It is sent within a moment; the list of deliveries shows how it went.',
  })
  readonly status!: 'pending';
}

export function webhookDeliveryView(attempt: WebhookAttempt): WebhookDeliveryView {
  const { deliveryId, event, number, startedAt, durationMs, httpStatus, outcome, error, nextTryAt } = attempt;
  return {
    webhookId: deliveryId,
    event: `task.${event}`,
    attempt: number,
    startedAt: startedAt.toISOString(),
    durationMs,
    status: httpStatus,
    outcome,
    error: error && { code: error.code, message: error.message },
    nextTryAt: timeJson(nextTryAt),
  };
}
