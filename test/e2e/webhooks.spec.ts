import { randomBytes } from 'node:crypto';
import { onAnyBroker } from '../support/brokers.js';
import { textOf } from '../support/docs-blocks.js';
import { DocsReceiver } from '../support/docs-receiver.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';
import { verified, WebhookReceiver } from '../support/webhook-receiver.js';

const secretOf = (bytes: number): string => `whsec_${randomBytes(bytes).toString('base64')}`;
const OURS = secretOf(32);
const THEIRS = secretOf(24);
const calculation = (webhook: object, more: object = {}) => ({
  type: 'demo.calculation',
  input: { expression: '6 * 7' },
  webhook,
  ...more,
});

interface Try {
  readonly webhookId: string;
  readonly event: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly error: { readonly code: string } | null;
  readonly nextTryAt: string | null;
}

onAnyBroker((broker) => {
  let system: TestSystem;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    const variables = {
      WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true',
      WEBHOOK_RETRY_DELAYS: '0.1,0.1,0.1,0.1,0.1',
      WEBHOOK_TIMEOUT_SECONDS: '2',
      WEBHOOK_SECRET: OURS,
      LOG_LEVEL: 'debug',
    };
    [receiver, system] = await Promise.all([
      WebhookReceiver.start(),
      TestSystem.start({ broker, variables }),
    ]);
  });
  afterAll(async () => {
    await system.stop();
    receiver.stop();
  });

  const triesOf = async ({ id }: { id: string }): Promise<readonly Try[]> =>
    (await system.client.call<{ data: Try[] }>('GET', `/tasks/${id}/webhook-deliveries`)).body.data;
  const triesWhere = (task: TaskView, wanted: (tries: readonly Try[]) => boolean) =>
    until(async () => {
      const tries = await triesOf(task);
      return wanted(tries) ? tries : null;
    }, 15_000);
  const lastIs = (outcome: string) => (tries: readonly Try[]) => tries.at(-1)?.outcome === outcome;
  const redeliver = ({ id }: { id: string }) =>
    system.client.call('POST', `/tasks/${id}/webhook-deliveries/redeliver`);

  it('brings the event once more each time to a receiver that fails five times, signed, with one id', async () => {
    const url = receiver.url(
      '/flaky',
      (response) => void response.writeHead(receiver.at('/flaky').length > 5 ? 200 : 500).end('no'),
    );
    const task = await system.client.submit(calculation({ url, secret: THEIRS }));
    const messages = await receiver.arrived('/flaky', 6);
    const tries = await triesWhere(task, lastIs('delivered'));
    expect(receiver.at('/flaky')).toHaveLength(6);
    const ended = await system.client.get(task.id);
    for (const message of messages) {
      expect(verified(message, THEIRS)).toEqual({
        type: 'task.completed',
        timestamp: ended.finishedAt,
        data: ended,
      });
      expect(() => verified(message, OURS)).toThrow();
    }
    expect(new Set(messages.map(({ id }) => id))).toEqual(new Set([tries[0]?.webhookId]));
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    expect(tries.map(({ attempt, status, outcome }) => [attempt, status, outcome])).toEqual([
      ...[1, 2, 3, 4, 5].map((attempt) => [attempt, 500, 'failed']),
      [6, 200, 'delivered'],
    ]);
    expect(tries.map(({ nextTryAt }) => nextTryAt !== null)).toEqual([true, true, true, true, true, false]);
  });

  it('takes what docs/webhooks.md submits, and brings what it shows to the receiver that it shows', async () => {
    const shown = JSON.parse(await textOf('docs/webhooks.md', 'a submission with a webhook')) as Record<
      string,
      object
    >;
    const url = receiver.url('/docs');
    const receives = await DocsReceiver.start((shown.webhook as { secret: string }).secret);
    const input = { ...shown.input, providerOptions: { simulated: { wordsPerSecond: 1_000 } } };
    for (const one of [url, receives.url])
      await system.client.submit({ ...shown, input, webhook: { ...shown.webhook, url: one } });
    const [came] = await receiver.arrived('/docs', 1);
    const [head = '', body = ''] = (await textOf('docs/webhooks.md', 'what comes')).split('\n\n');
    for (const name of head.match(/^[\w-]+(?=:)/gm) ?? []) expect(came?.headers).toHaveProperty(name);
    expect(Object.keys(came?.event ?? {})).toEqual([...body.matchAll(/"(\w+)":/g)].map(([, name]) => name));
    expect(await receives.line()).toMatch(/^\S+ task\.completed [\da-f-]{36} \{/);
    await receives.stop();
  });

  it('gives up after the last retry, and begins anew by hand', async () => {
    let status = 503;
    const url = receiver.url('/down', (response) => void response.writeHead(status).end());
    const task = await system.client.submit(calculation({ url }));
    await triesWhere(
      task,
      (tries) => tries.length === 6 && tries[5]?.outcome === 'failed' && tries[5].nextTryAt === null,
    );
    status = 202;
    expect(await redeliver(task)).toMatchObject({ status: 202 });
    const tries = await triesWhere(task, lastIs('delivered'));
    expect([tries.length, new Set(tries.map(({ webhookId }) => webhookId)).size]).toEqual([7, 1]);
    for (const message of receiver.at('/down')) verified(message, OURS);
  });

  it('ends with a 410, and follows no redirect', async () => {
    const elsewhere = receiver.url('/elsewhere');
    const gone = await system.client.submit(
      calculation({ url: receiver.url('/gone', (response) => void response.writeHead(410).end()) }),
    );
    const moved = receiver.url(
      '/moved',
      (response) => void response.writeHead(308, { location: elsewhere }).end(),
    );
    const redirected = await system.client.submit(calculation({ url: moved }));
    expect(await triesWhere(gone, lastIs('gone'))).toMatchObject([
      { status: 410, nextTryAt: null, error: { code: 'gone' } },
    ]);
    const tries = await triesWhere(redirected, (all) => all.length === 6 && lastIs('failed')(all));
    expect(tries[0]).toMatchObject({ status: 308, error: { code: 'redirect' } });
    expect([receiver.at('/gone').length, receiver.at('/elsewhere').length]).toEqual([1, 0]);
  });

  it('delivers once where a 200 never ends, and times out where its headers never do', async () => {
    const endless = receiver.url('/endless', (response) => void response.writeHead(200).write('so far'));
    const dripping = receiver.url('/dripping', (response) => {
      if (receiver.at('/dripping').length > 1) return void response.end();
      const { socket } = response;
      socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
      const drops = setInterval(() => socket?.write('x'), 50);
      socket?.on('error', () => undefined).once('close', () => clearInterval(drops));
    });
    const [delivered, slow] = await Promise.all(
      [endless, dripping].map((url) => system.client.submit(calculation({ url }))),
    );
    expect(await triesWhere(delivered as TaskView, lastIs('delivered'))).toMatchObject([
      { attempt: 1, status: 200 },
    ]);
    const [first] = await triesWhere(slow as TaskView, lastIs('delivered'));
    expect(first).toMatchObject({
      status: null,
      outcome: 'failed',
      durationMs: expect.any(Number),
      error: { code: 'timeout' },
    });
    expect(receiver.at('/endless')).toHaveLength(1);
  });

  it('tells the ends that were asked for, each with an id of its own', async () => {
    const later = { runAt: new Date(Date.now() + 3_600_000).toISOString() };
    const url = receiver.url('/ends');
    const task = await system.client.submit(calculation({ url, events: ['cancelled'] }, later));
    expect(await redeliver(task)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await system.client.call('POST', `/tasks/${task.id}/cancel`);
    await receiver.arrived('/ends', 1);
    await system.client.call('POST', `/tasks/${task.id}/retry`);
    await system.client.ended(task.id);
    await system.client.submit(calculation({ url, events: ['completed'] }));
    const [first, second] = await receiver.arrived('/ends', 2);
    expect([first?.event.type, second?.event.type]).toEqual(['task.cancelled', 'task.completed']);
    expect(first?.event.data).toMatchObject({ id: task.id, status: 'CANCELLED', result: null });
    expect(await triesOf(task)).toHaveLength(1);
  });

  it('has a new id when a task that was run again ends again', async () => {
    const url = receiver.url('/again');
    const failing = {
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 1,
      webhook: { url },
    };
    const task = await system.client.submit(failing);
    await receiver.arrived('/again', 1);
    await system.client.call('POST', `/tasks/${task.id}/retry`);
    const [first, second] = await receiver.arrived('/again', 2);
    expect(second?.event).toMatchObject({
      type: 'task.failed',
      data: { attempts: { made: 2 }, error: { attempt: 2 } },
    });
    expect(second?.id).not.toBe(first?.id);
  });

  it('lets a destination that is dead hold up neither others nor tasks', async () => {
    const dead = receiver.url('/dead', () => undefined, 'localhost');
    const tasks = Array.from({ length: 40 }, () => calculation({ url: dead }));
    await system.client.call('POST', '/tasks/batch', { tasks });
    await receiver.arrived('/dead', 5);
    const alive = await system.client.submit(calculation({ url: receiver.url('/alive') }));
    await receiver.arrived('/alive', 1, 1_500);
    expect(await system.client.get(alive.id)).toMatchObject({ status: 'COMPLETED' });
  });

  it('counts what it delivers and what waits', async () => {
    const worker = system.workers.at(-1);
    const metrics = async () => (await fetch(`${await system.urlOf(worker as never)}/metrics`)).text();
    const task = await system.client.submit(calculation({ url: receiver.url('/counted') }));
    await triesWhere(task, lastIs('delivered'));
    expect(await metrics()).toMatch(/webhook_deliveries_total\{outcome="delivered"\} [1-9]/);
    await until(
      async () =>
        /webhooks_undelivered \d/.test(await metrics()) &&
        /webhooks_oldest_age_seconds [\d.]+/.test(await metrics()),
      20_000,
    );
  });

  it('never shows a secret, in an answer, in a log or in the database', async () => {
    const refused = await system.client.call(
      'POST',
      '/tasks',
      calculation({ url: 'https://example.com', secret: `${THEIRS}!` }),
    );
    expect(refused.status).toBe(400);
    const task = await system.client.submit(calculation({ url: receiver.url('/secret'), secret: THEIRS }));
    expect(JSON.stringify(await system.audit.query('SELECT secret FROM task_webhooks'))).not.toContain(
      'whsec_',
    );
    await receiver.arrived('/secret', 1);
    const shown = [
      refused.body,
      task,
      await triesOf(task),
      await system.client.get(task.id),
      receiver.at('/secret')[0]?.body,
    ];
    const logs = [...system.apis, ...system.workers].map(({ text }) => text);
    expect(JSON.stringify([shown, logs])).not.toContain(THEIRS.slice(6, 20));
    expect(JSON.stringify(logs)).not.toContain(OURS.slice(6, 20));
    expect(logs.join()).toContain('tried to deliver a webhook');
  });

  it('delivers again what a killed worker had under way', async () => {
    let killed = false;
    const url = receiver.url('/killed', (response) => void (killed && response.writeHead(204).end()));
    await system.workers.at(-1)?.terminate();
    const doomed = await system.startOwnWorker();
    const task = await system.client.submit(calculation({ url }));
    await receiver.arrived('/killed', 1);
    await doomed.kill9();
    killed = true;
    await system.startWorker();
    const tries = await triesWhere(task, lastIs('delivered'));
    expect(tries).toMatchObject([{ outcome: 'lost', durationMs: null }, { outcome: 'delivered' }]);
    expect(new Set(receiver.at('/killed').map(({ id }) => id)).size).toBe(1);
  });

  it('does not connect to a name that stands for a private address', async () => {
    await system.workers.at(-1)?.terminate();
    const guarded = { WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'false', WEBHOOK_RETRY_DELAYS: '60' };
    const [task] = await Promise.all([
      system.client.submit(calculation({ url: receiver.url('/private', undefined, 'localhost') })),
      system.startWorker(guarded),
    ]);
    expect(await triesWhere(task, lastIs('failed'))).toMatchObject([
      { status: null, error: { code: 'forbidden_address' } },
    ]);
    expect(receiver.at('/private')).toEqual([]);
    await system.workers.at(-1)?.terminate();
    await system.startWorker();
  });
});
