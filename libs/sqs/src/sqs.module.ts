import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { AwsSettings } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { SecretsModule } from '@app/secrets';
import { Submissions } from '@app/submissions';
import { TasksModule } from '@app/tasks';
import { WebhookPolicy } from '@app/webhooks';
import type { Destination } from './events/destination.js';
import { EventCourier } from './events/event-courier.js';
import { DESTINATIONS, EventDeliverers } from './events/event-deliverers.js';
import { SnsDestination } from './events/sns-destination.js';
import { SqsDestination } from './events/sqs-destination.js';
import { IngestQueue } from './ingest/ingest-queue.js';
import { IngestState } from './ingest/ingest-state.js';
import { MessageIntake } from './ingest/message-intake.js';
import { SqsIngest } from './ingest/sqs-ingest.js';

/** Tasks from a queue of SQS, and results to queues and topics: what the settings ask for. */
@Module({})
export class SqsModule {
  static forRoot({ ingestQueue, eventsQueue, eventsTopic }: AwsSettings): DynamicModule {
    const destinations = (): Destination[] => [
      ...(eventsQueue ? [new SqsDestination(eventsQueue)] : []),
      ...(eventsTopic ? [new SnsDestination(eventsTopic)] : []),
    ];
    const ingest: Provider[] = [
      { provide: IngestQueue, useFactory: () => ingestQueue && new IngestQueue(ingestQueue) },
      IngestState,
      MessageIntake,
      SqsIngest,
      Submissions,
      WebhookPolicy,
    ];
    const events: Provider[] = [
      { provide: DESTINATIONS, useFactory: destinations },
      EventCourier,
      EventDeliverers,
    ];
    return {
      module: SqsModule,
      imports: [PersistenceModule, SecretsModule, TasksModule, TerminusModule],
      providers: [...(ingestQueue ? ingest : []), ...(eventsQueue || eventsTopic ? events : [])],
    };
  }
}
