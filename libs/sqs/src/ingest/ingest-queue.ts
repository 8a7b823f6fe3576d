import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueSettings } from '@app/config';
import { Deadline } from '@app/deadline';
import { clientOptions } from '../client-options.js';
import {
  MESSAGE_ATTRIBUTES,
  type ReceivedMessage,
  receivedMessage,
  SYSTEM_ATTRIBUTES,
} from './received-message.js';

/** As many as SQS gives and takes at once. */
const AT_ONCE = 10;
/** As long as SQS waits for a message at most. */
const WAIT_SECONDS = 20;
const RECEIVE_LIMIT_MS = 30_000;
const CALL_LIMIT_MS = 15_000;

/** The queue that tasks are taken from, with an end to every wait. */
export class IngestQueue {
  readonly name: string;
  private readonly client: SQSClient;

  constructor(private readonly queue: QueueSettings) {
    this.name = new URL(queue.url).pathname.split('/').at(-1) as string;
    this.client = new SQSClient(clientOptions(queue.region, WAIT_SECONDS * 1_000));
  }

  /** Waits for messages for a while. @param stop ends the wait; what it rejects with is then no failure */
  async receive(stop: AbortSignal): Promise<ReceivedMessage[]> {
    const { Messages = [] } = await this.withLimit(RECEIVE_LIMIT_MS, [stop], (abortSignal) =>
      this.client.send(
        new ReceiveMessageCommand({
          QueueUrl: this.queue.url,
          MaxNumberOfMessages: AT_ONCE,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageAttributeNames: MESSAGE_ATTRIBUTES,
          MessageSystemAttributeNames: [...SYSTEM_ATTRIBUTES],
        }),
        { abortSignal },
      ),
    );
    return Messages.map(receivedMessage);
  }

  /** @returns those that are still there: they come again */
  async remove(messages: readonly ReceivedMessage[]): Promise<ReceivedMessage[]> {
    const Entries = messages.map(({ receipt }, index) => ({ Id: `${index}`, ReceiptHandle: receipt }));
    const { Failed = [] } = await this.withLimit(CALL_LIMIT_MS, [], (abortSignal) =>
      this.client.send(new DeleteMessageBatchCommand({ QueueUrl: this.queue.url, Entries }), { abortSignal }),
    );
    return Failed.flatMap(({ Id }) => messages[Number(Id)] ?? []);
  }

  /** Has messages come again so many seconds from now, each by how often it came. */
  async comeAgain(
    messages: readonly ReceivedMessage[],
    secondsOf: (receives: number) => number,
  ): Promise<void> {
    const Entries = messages.map(({ receipt, receives }, index) => ({
      Id: `${index}`,
      ReceiptHandle: receipt,
      VisibilityTimeout: secondsOf(receives),
    }));
    await this.withLimit(CALL_LIMIT_MS, [], (abortSignal) =>
      this.client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.queue.url, Entries }), {
        abortSignal,
      }),
    );
  }

  /** Whether what comes too often goes to a dead-letter queue. */
  async hasDeadLetters(): Promise<boolean> {
    const { Attributes } = await this.withLimit(CALL_LIMIT_MS, [], (abortSignal) =>
      this.client.send(
        new GetQueueAttributesCommand({ QueueUrl: this.queue.url, AttributeNames: ['RedrivePolicy'] }),
        { abortSignal },
      ),
    );
    return Boolean(Attributes?.RedrivePolicy);
  }

  close(): void {
    this.client.destroy();
  }

  private async withLimit<Answer>(
    limitMs: number,
    stops: readonly AbortSignal[],
    call: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const limit = new Deadline(limitMs, stops);
    try {
      return await call(limit.signal);
    } finally {
      limit.stop();
    }
  }
}
