import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { ProcessBase } from '@app/bootstrap';
import { ConfigModule } from '@app/config';
import { FilesModule } from '@app/files';
import { ObservabilityModule } from '@app/observability';
import { PersistenceModule } from '@app/persistence';
import { QueueModule } from '@app/queue';
import { TaskTypesModule } from '@app/task-types';
import { EventsModule, RemoteWorkModule, TasksModule } from '@app/tasks';
import { WebhooksModule } from '@app/webhooks';
import { CONTROLLER_PROVIDERS, CONTROLLERS } from './controllers.js';

@Module({})
export class ApiModule {
  static forRoot({ configuration, logger, broker, tracing }: ProcessBase): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.forRoot(configuration),
        EventsModule,
        FilesModule,
        ObservabilityModule.forRoot(logger, tracing),
        PersistenceModule,
        QueueModule.forRoot(broker, configuration.queuePrefix),
        RemoteWorkModule,
        TaskTypesModule,
        TasksModule,
        TerminusModule.forRoot({ logger: false }),
        WebhooksModule,
      ],
      controllers: CONTROLLERS,
      providers: CONTROLLER_PROVIDERS,
    };
  }
}
