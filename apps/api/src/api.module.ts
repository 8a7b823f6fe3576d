import { type DynamicModule, Module, type Type } from '@nestjs/common';
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
  /** @param ownTypes handlers of users, loaded before */
  static forRoot(
    { configuration, logger, broker, tracing }: ProcessBase,
    ownTypes: readonly Type[] = [],
  ): DynamicModule {
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
        TaskTypesModule.with(ownTypes),
        TasksModule,
        TerminusModule.forRoot({ logger: false }),
        WebhooksModule,
      ],
      controllers: CONTROLLERS,
      providers: CONTROLLER_PROVIDERS,
    };
  }
}
