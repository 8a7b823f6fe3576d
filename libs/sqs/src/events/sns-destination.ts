import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TopicSettings } from '@app/config';
import { clientOptions } from '../client-options.js';
import { attributeValues, type Destination, fifoFields, type Refusal, refusals } from './destination.js';
import type { EventMessage } from './event-message.js';

/** A topic of SNS. */
export class SnsDestination implements Destination {
  readonly kind = 'sns';
  readonly name: string;
  readonly isFifo: boolean;
  private readonly client: SNSClient;

  constructor(private readonly topic: TopicSettings) {
    this.name = topic.arn.split(':').at(-1) as string;
    this.isFifo = this.name.endsWith('.fifo');
    this.client = new SNSClient(clientOptions(topic.region));
  }

  async send(messages: readonly EventMessage[], abortSignal: AbortSignal): Promise<Refusal[]> {
    const PublishBatchRequestEntries = messages.map((message, index) => ({
      Id: `${index}`,
      Message: message.body,
      MessageAttributes: attributeValues(message.attributes),
      ...fifoFields(message, this.isFifo),
    }));
    const command = new PublishBatchCommand({ TopicArn: this.topic.arn, PublishBatchRequestEntries });
    return refusals((await this.client.send(command, { abortSignal })).Failed);
  }

  close(): void {
    this.client.destroy();
  }
}
