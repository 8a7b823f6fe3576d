import { Module } from '@nestjs/common';
import { Configuration } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { SecretsModule } from '@app/secrets';
import { TasksModule } from '@app/tasks';
import { WebhookClient } from './delivery/webhook-client.js';
import { WebhookCourier } from './delivery/webhook-courier.js';
import { WebhookDeliverer } from './delivery/webhook-deliverer.js';
import { OutboxFigures } from './outbox-figures.js';
import { WebhookPolicy } from './webhook-policy.js';
import { WebhooksService } from './webhooks.service.js';

/** Accepting webhooks and looking at their deliveries: what the API needs. */
@Module({
  imports: [PersistenceModule, SecretsModule, TasksModule],
  providers: [OutboxFigures, WebhookPolicy, WebhooksService],
  exports: [WebhookPolicy, WebhooksService],
})
export class WebhooksModule {}

/** Delivering webhooks: what a worker needs. */
@Module({
  imports: [PersistenceModule, SecretsModule, TasksModule],
  providers: [
    {
      provide: WebhookClient,
      inject: [Configuration],
      useFactory: ({ webhooks }: Configuration) => new WebhookClient(webhooks),
    },
    OutboxFigures,
    WebhookCourier,
    WebhookDeliverer,
  ],
})
export class WebhookDeliveryModule {}
