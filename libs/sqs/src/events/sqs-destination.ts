import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { QueueSettings } from '@app/config';
import { clientOptions } from '../client-options.js';
import { attributeValues, type Destination, fifoFields, type Refusal, refusals } from './destination.js';
import type { EventMessage } from './event-message.js';

/** A queue of SQS. */
export class SqsDestination implements Destination {
  readonly kind = 'sqs';
  readonly name: string;
  readonly isFifo: boolean;
  private readonly client: SQSClient;

  constructor(private readonly queue: QueueSettings) {
    this.name = new URL(queue.url).pathname.split('/').at(-1) as string;
    this.isFifo = this.name.endsWith('.fifo');
    this.client = new SQSClient(clientOptions(queue.region));
  }

  async send(messages: readonly EventMessage[], abortSignal: AbortSignal): Promise<Refusal[]> {
    const Entries = messages.map((message, index) => ({
      Id: `${index}`,
      MessageBody: message.body,
      MessageAttributes: attributeValues(message.attributes),
      ...fifoFields(message, this.isFifo),
    }));
    const command = new SendMessageBatchCommand({ QueueUrl: this.queue.url, Entries });
    return refusals((await this.client.send(command, { abortSignal })).Failed);
  }

  close(): void {
    this.client.destroy();
  }
}
