import { IsString } from 'class-validator';
import { TaskType } from '@app/tasks';
import { Metrics } from '@app/observability';
import { SqsModule } from '@app/sqs';
import { AwsServer } from '../support/aws-server.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until as untilLimit } from '../support/until.js';

class Words {
  @IsString() readonly text!: string;
}

@TaskType({
  name: 'test.echo',
  queue: 'demo_tasks',
  description: 'x',
  input: Words,
  result: Words,
  examples: { short: { text: 'a' } },
})
class Echo {
  run = async ({ input }: { input: Words }): Promise<Words> => ({ text: input.text.repeat(10) });
}

const until = <Value>(check: () => Promise<Value> | Value) => untilLimit(check, 10_000);
const submission = (text: string) => ({ type: 'test.echo', input: { text } });

interface Line {
  readonly message: string;
  readonly runner?: { readonly messageId?: string };
}

describe('a queue of SQS', () => {
  let aws: AwsServer;
  let system: SystemInProcess;
  let [queue, dead, events, told] = ['', '', '', ''];
  let kept: Record<string, string | undefined>;

  beforeAll(async () => {
    aws = await AwsServer.start();
    kept = { ...process.env };
    Object.assign(process.env, aws.variables);
    [queue, dead] = await aws.createQueues('tasks', 2, 1);
    events = await aws.createQueue('events.fifo', { FifoQueue: 'true' });
    told = await aws.createQueue('told');
    const settings = {
      SQS_INGEST_QUEUE_URL: queue,
      SQS_EVENTS_QUEUE_URL: events,
      SNS_EVENTS_TOPIC_ARN: await aws.createTopicTo('results', told),
    };
    system = await startInProcess([Echo], settings, undefined, ({ aws: own }) => [SqsModule.forRoot(own)]);
  });
  afterAll(async () => {
    await system?.stop();
    for (const name of Object.keys(aws.variables)) {
      if (kept[name] === undefined) delete process.env[name];
      else process.env[name] = kept[name];
    }
    await aws.stop();
  });

  const lines = (): Line[] => system.log as unknown as Line[];
  const tasks = async (search: string): Promise<{ id: string; status: string }[]> =>
    ((await system.call('GET', `/api/v1/tasks?search=${search}`)).body as { data: never[] }).data;
  const taskOf = (search: string): Promise<{ id: string }> =>
    until(async () => (await tasks(search))[0] ?? null);
  const emptied = (): Promise<unknown> => until(async () => (await aws.messagesIn(queue)) === 0);
  const lineAbout = (messageId: string): Promise<Line> =>
    until(() => lines().find(({ runner }) => runner?.messageId === messageId) ?? null);

  it('makes a task of a message, and deletes it', async () => {
    await aws.send(queue, submission('plainword'));
    await taskOf('plainword');
    await emptied();
  });

  it('accepts a message once whose deletion fails, and deletes it when it comes again', async () => {
    aws.broken.add('DeleteMessageBatch');
    await aws.send(queue, submission('comesagain'));
    await taskOf('comesagain');
    await until(() => lines().some(({ message }) => message.includes('could not be deleted')));
    aws.broken.clear();
    await emptied();
    expect(await tasks('comesagain')).toHaveLength(1);
  });

  it('accepts messages with one Idempotency-Key once', async () => {
    for (let times = 0; times < 2; times += 1)
      await aws.send(queue, submission('samekey'), { 'Idempotency-Key': 'order-42' });
    await emptied();
    expect(await tasks('samekey')).toHaveLength(1);
  });

  it('leaves what is no task to the dead-letter queue, and says why without its text', async () => {
    const bad: [body: unknown, reason: object][] = [
      ['{"secretprompt"', { code: 'invalid_request' }],
      [{ ...submission('secretprompt'), 'a secretprompt': 1 }, { errors: [{ path: '…' }] }],
      [{ type: 'nobody.knows', input: {} }, { errors: [{ path: 'type' }] }],
      [{ type: 'test.echo', input: { text: 5 } }, { errors: [{ path: 'input.text' }] }],
    ];
    const ids = await Promise.all(bad.map(([body]) => aws.send(queue, body)));
    for (const [index, id] of ids.entries())
      expect(await lineAbout(id)).toMatchObject({ 'log.level': 'warn', runner: bad[index]?.[1] });
    await until(async () => (await aws.messagesIn(dead)) === ids.length);
    const left = await aws.receive(dead, 1);
    expect(left.map(({ MessageId }) => MessageId).sort()).toEqual(ids.sort());
    expect(JSON.stringify(system.log)).not.toContain('secretprompt');
  });

  it('tells each end to the queue and to the topic, in the order of its task', async () => {
    const { id } = await taskOf('plainword');
    await system.deliver(id);
    const [message] = await aws.receive(events);
    const body = JSON.parse(message?.Body ?? '') as { type: string; data: { id: string; result: unknown } };
    expect(body).toMatchObject({
      type: 'task.completed',
      data: { id, result: { text: 'plainword'.repeat(10) } },
    });
    expect(message?.Attributes).toMatchObject({ MessageGroupId: id });
    expect(message?.MessageAttributes).toMatchObject({ 'event-type': { StringValue: 'task.completed' } });
    const [other] = await aws.receive(told);
    expect(other?.Body).toBe(message?.Body);
  });

  it('leaves out of a large one what does not fit, and says so', async () => {
    await aws.send(queue, submission(`large ${'x'.repeat(60_000)}`));
    const { id } = await taskOf('large');
    await system.deliver(id);
    const message = await until(
      async () => (await aws.receive(told, 1)).find(({ Body }) => Body?.includes(id)) ?? null,
    );
    expect(JSON.parse(message.Body ?? '')).toMatchObject({
      data: { id, result: null, leftOut: ['input', 'result'], links: { self: `/api/v1/tasks/${id}` } },
    });
  });

  it('that cannot be reached is told, and taken from again', async () => {
    aws.broken.add('ReceiveMessage');
    await aws.send(queue, submission('before')); // ends the wait for one
    await until(() => hasLine('SQS cannot be reached'));
    const metrics = (): Promise<string> => system.app.get(Metrics, { strict: false }).scrape();
    expect(await metrics()).toContain('sqs_ingest_up{queue="tasks"} 0');
    aws.broken.clear();
    await aws.send(queue, submission('afterwards'));
    await taskOf('afterwards');
    expect(hasLine('messages are taken from SQS again')).toBe(true);
  });

  const hasLine = (text: string): boolean => lines().some(({ message }) => message.includes(text));
});
