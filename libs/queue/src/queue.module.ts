import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { PersistenceModule } from '@app/persistence';
import { queueNames, TasksModule } from '@app/tasks';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { BrokerEpoch } from './broker-epoch.js';
import { BrokerHealth } from './broker.health.js';
import { DispatchWindow } from './dispatch-window.js';
import { Dispatcher } from './dispatcher.js';
import { LostDeliveries } from './lost-deliveries.js';
import { producersOf } from './producers.js';
import { TaskQueues } from './task-queues.js';

/** The broker and everything that brings tasks to it. */
@Module({})
export class QueueModule {
  /**
   * Call it when the task types are loaded, and with them all queues.
   * @param broker made before Nest starts, since BullMQ has to be told its backend first; closed by the one
   *   who made it
   */
  static forRoot(broker: Broker, prefix: string): DynamicModule {
    const names = queueNames();
    return {
      module: QueueModule,
      imports: [
        BullModule.forRoot({ connection: broker.connection, ...(broker.kind === 'redis' && { prefix }) }),
        BullModule.registerQueue(...names.map((name) => ({ name }))),
        PersistenceModule,
        TasksModule,
        TerminusModule,
      ],
      providers: [
        { provide: BROKER, useValue: broker },
        BrokerEpoch,
        BrokerHealth,
        DispatchWindow,
        Dispatcher,
        LostDeliveries,
        producersOf(names),
        TaskQueues,
      ],
      exports: [BROKER, BrokerHealth, BullModule],
    };
  }
}
