import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { ProcessBase } from '@app/bootstrap';
import { ConfigModule } from '@app/config';
import { FilesModule } from '@app/files';
import { EventLoopHealth, ObservabilityModule } from '@app/observability';
import { PersistenceModule } from '@app/persistence';
import { QueueModule } from '@app/queue';
import { TaskTypesModule } from '@app/task-types';
import { RunningModule } from '@app/tasks';
import { Consumer } from './consumer.js';
import { WebhookDeliveryModule } from '@app/webhooks';
import { ConsumerErrors } from './consumer-errors.js';
import { Consumers } from './consumers.js';
import { HealthController } from './health/health.controller.js';
import { processorFor } from './processors/processors.js';
import { WORKER_QUEUES } from './worker-queues.js';

@Module({})
export class WorkerModule {
  /**
   * @param ownTypes handlers of users, loaded before
   * @param others modules that only some installations need
   */
  static forRoot(
    { configuration, logger, broker, tracing }: ProcessBase,
    queues: readonly string[],
    ownTypes: readonly Type[] = [],
    others: NonNullable<ModuleMetadata['imports']> = [],
  ): DynamicModule {
    BullModule.workerClass = Consumer;
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.forRoot(configuration),
        FilesModule,
        ObservabilityModule.forRoot(logger, tracing),
        PersistenceModule,
        QueueModule.forRoot(broker, configuration.queuePrefix),
        RunningModule,
        TaskTypesModule.with(ownTypes),
        TerminusModule.forRoot({ logger: false }),
        WebhookDeliveryModule,
        ...others,
      ],
      controllers: [HealthController],
      providers: [
        { provide: WORKER_QUEUES, useValue: queues },
        ConsumerErrors,
        Consumers,
        EventLoopHealth,
        ...queues.map(processorFor),
      ],
    };
  }
}
