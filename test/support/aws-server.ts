import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { buildApp } from 'fauxqs';
import type { AddressInfo } from 'node:net';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const REGION = 'us-east-1';

/** A server in this process that speaks the protocols of SQS and SNS; it is not AWS. */
export class AwsServer {
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  /** Calls that the server answers with an error, by their name, such as `DeleteMessageBatch`. */
  readonly broken = new Set<string>();
  /** The share of requests to delete that it answers with an error. */
  lostDeletions = 0;
  /** Messages that it gave to receivers, each as often as it was given. */
  received = 0;

  private constructor(
    readonly url: string,
    private readonly app: ReturnType<typeof buildApp>,
  ) {
    const options = { endpoint: url, region: REGION, credentials: CREDENTIALS };
    this.sqs = new SQSClient(options);
    this.sns = new SNSClient(options);
  }

  static async start(): Promise<AwsServer> {
    const app = buildApp({ logger: false });
    const called = (name: unknown): string =>
      typeof name === 'string' ? (name.split('.').at(-1) as string) : '';
    let server: AwsServer | null = null;
    app.addHook('preHandler', async (request, reply) => {
      const body = request.body as { Action?: unknown; QueueUrl?: string } | null;
      if (server && body?.QueueUrl) body.QueueUrl = server.known(body.QueueUrl);
      const name = called(request.headers['x-amz-target'] ?? body?.Action);
      const isLost = name === 'DeleteMessageBatch' && Math.random() < (server?.lostDeletions ?? 0);
      if (!isLost && !server?.broken.has(name)) return;
      await reply.status(500).send({ __type: 'InternalFailure', message: 'broken on purpose' });
    });
    app.addHook('onSend', async (_request, _reply, payload) => {
      const ids = typeof payload === 'string' ? payload.match(/"ReceiptHandle":/g) : null;
      if (server && ids) server.received += ids.length;
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    server = new AwsServer(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, app);
    return server;
  }

  /** What the SDK reads in a process under test. */
  get variables(): Record<string, string> {
    const { accessKeyId, secretAccessKey } = CREDENTIALS;
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: this.url,
    };
  }

  async createQueue(name: string, attributes: Record<string, string> = {}): Promise<string> {
    const { QueueUrl } = await this.sqs.send(
      new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
    );
    return `${this.url}${new URL(QueueUrl as string).pathname}`; // its own host has no address
  }

  /** A queue whose messages go to a second one when they came so often. */
  async createQueues(
    name: string,
    maxReceiveCount: number,
    visibilitySeconds: number,
  ): Promise<[string, string]> {
    const dead = await this.createQueue(`${name}-dead`);
    const deadLetterTargetArn = (await this.attributesOf(dead)).QueueArn;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
    const VisibilityTimeout = `${visibilitySeconds}`;
    return [await this.createQueue(name, { RedrivePolicy, VisibilityTimeout }), dead];
  }

  async createTopicTo(name: string, queue: string): Promise<string> {
    const { TopicArn } = await this.sns.send(new CreateTopicCommand({ Name: name }));
    const Endpoint = (await this.attributesOf(queue)).QueueArn;
    const Attributes = { RawMessageDelivery: 'true' };
    await this.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
    return TopicArn as string;
  }

  async send(queue: string, body: unknown, attributes: Record<string, string> = {}): Promise<string> {
    const { MessageId } = await this.sqs.send(
      new SendMessageCommand({
        QueueUrl: queue,
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]),
        ),
      }),
    );
    return MessageId as string;
  }

  async sendMany(queue: string, bodies: readonly object[]): Promise<void> {
    for (let from = 0; from < bodies.length; from += 10) {
      const Entries = bodies
        .slice(from, from + 10)
        .map((body, index) => ({ Id: `${index}`, MessageBody: JSON.stringify(body) }));
      await this.sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
    }
  }

  async receive(queue: string, waitSeconds = 10): Promise<Message[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  /** Messages that wait, and those that somebody has. */
  async messagesIn(queue: string): Promise<number> {
    const attributes = await this.attributesOf(queue);
    return (
      Number(attributes.ApproximateNumberOfMessages) +
      Number(attributes.ApproximateNumberOfMessagesNotVisible) +
      Number(attributes.ApproximateNumberOfMessagesDelayed)
    );
  }

  async stop(): Promise<void> {
    this.sqs.destroy();
    this.sns.destroy();
    await this.app.close();
  }

  /** It knows queues by the URLs that it gave. */
  private known(url: string): string {
    const { pathname } = new URL(url);
    return `http://sqs.${REGION}.localhost:${new URL(this.url).port}${pathname}`;
  }

  private async attributesOf(queue: string): Promise<Record<string, string>> {
    const command = new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['All'] });
    return (await this.sqs.send(command)).Attributes ?? {};
  }
}
