import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { letCalmPass } from '../support/calm.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

interface Message {
  readonly type: string;
  readonly data: {
    readonly queue: string;
    readonly reason: string;
    readonly value: number;
    readonly highest: number;
    readonly limit: number;
  };
}

/**
 * Refuses the first message, to see it again. What comes twice, as after a kill between delivery and its
 * record, is kept once.
 */
async function receiver(): Promise<{ server: Server; url: string; messages: Message[]; ids: string[] }> {
  const [messages, ids]: [Message[], string[]] = [[], []];
  const known = new Set<string>();
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const id = String(request.headers['webhook-id']);
    ids.push(id);
    response.statusCode = ids.length === 1 ? 503 : 204;
    if (ids.length > 1 && !known.has(id))
      messages.push(JSON.parse(Buffer.concat(chunks).toString()) as Message);
    if (ids.length > 1) known.add(id);
    response.end();
  };
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`, messages, ids };
}

describe('queue alerts', () => {
  let hook: Awaited<ReturnType<typeof receiver>>;
  let system: TestSystem;
  beforeAll(async () => {
    hook = await receiver();
    const variables = {
      QUEUE_ALERT_WAITING: '5',
      QUEUE_ALERT_AGE_SECONDS: '0',
      QUEUE_ALERT_WEBHOOK_URL: hook.url,
    };
    system = await TestSystem.start({ broker: 'postgres', variables });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    hook.server.close();
  });

  const alertOf = async () =>
    (await system.client.call<{ alert: object | null }>('GET', '/api/v1/queues/demo_tasks')).body.alert;
  const lines = (text: string) =>
    [...system.apis, ...system.workers].flatMap(({ log }) => log.filter(({ msg }) => msg === text));

  it('tells once when a queue is too long, and once when that is over, over a restart', async () => {
    await system.client.call('POST', '/api/v1/queues/demo_tasks/pause');
    const tasks = Array.from({ length: 8 }, () => ({ type: 'demo.calculation', input: { expression: '1' } }));
    await system.client.call('POST', '/tasks/batch', { tasks });
    await until(alertOf, 15_000);
    expect(await alertOf()).toEqual({ reasons: ['waiting'], since: expect.stringMatching(/Z$/) });
    const metrics = await (await fetch(`${system.client.origin}/metrics`)).text();
    expect(metrics).toContain('queue_alert_active{queue="demo_tasks",reason="waiting"} 1');
    await until(() => hook.messages.length === 1, 20_000);
    await Promise.all(system.workers.map((worker) => worker.terminate()));
    await system.startWorker();
    await system.client.call('POST', '/api/v1/queues/demo_tasks/resume');
    await letCalmPass(system);
    await until(async () => (await alertOf()) === null, 40_000);
    await until(() => hook.messages.length === 2, 60_000);
    expect(hook.messages).toMatchObject([
      { type: 'queue.alert.raised', data: { queue: 'demo_tasks', reason: 'waiting', value: 8, limit: 5 } },
      {
        type: 'queue.alert.resolved',
        data: { queue: 'demo_tasks', reason: 'waiting', value: 0, highest: 8 },
      },
    ]);
    expect(hook.ids[0]).toBe(hook.ids[1]); // the one that was refused came again
    expect([
      lines('a queue is longer than its limit').length,
      lines('the alert of a queue is over').length,
    ]).toEqual([1, 1]);
  });
});
