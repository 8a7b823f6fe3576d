import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onAnyBroker } from '../support/brokers.js';
import { followToEnd, type ReceivedEvent } from '../support/event-reader.js';
import { LossyGateway } from '../support/lossy-gateway.js';
import type { LogLine } from '../support/process-log.js';
import { describeWithFastApi, describeWithPython, startFastApi, startPython } from '../support/python.js';
import { TaskClient, type TaskView } from '../support/task-client.js';
import type { TestProcess } from '../support/test-process.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const WORKER = 'test/fixtures/python/worker.py';
const STORY = Array.from({ length: 60 }, (_, number) => `wörd ${number} 😀 `).join('');

// Tasks over HTTP never touch the broker: one is enough.
describeWithPython('a worker and a client in Python', () =>
  onAnyBroker((broker) => {
    let system: TestSystem;
    let worker: TestProcess;
    let gateway: LossyGateway | undefined;
    let reports: LossyGateway;
    beforeAll(async () => {
      system = await TestSystem.start({ broker, workers: 0 });
      reports = await LossyGateway.start(system.client.origin, []);
      worker = await startWorker(5);
    }, 60_000);
    afterAll(async () => {
      await worker.kill9();
      await gateway?.stop();
      await reports.stop();
      await system.stop();
    });

    const startWorker = async (drainSeconds: number): Promise<TestProcess> => {
      const started = startPython(WORKER, reports.url, String(drainSeconds));
      await until(async () => {
        const { body } = await system.client.call<{ data: { pid: number }[] }>('GET', '/api/v1/workers');
        return body.data.some(({ pid }) => pid === started.pid);
      }, 30_000);
      return started;
    };
    const steps = (what: string, more: object = {}): Promise<TaskView> =>
      system.client.submit({ type: 'py.steps', input: { what, ...more } });
    const attempts = async (id: string): Promise<object[]> =>
      (await system.client.call<{ data: object[] }>('GET', `/tasks/${id}/attempts`)).body.data;
    const says = (from: TestProcess, msg: string, id?: string): Promise<LogLine> =>
      from.line((line) => line.msg === msg && (id === undefined || line['id'] === id));

    it('submits, streams and follows over lost answers and connections: nothing is lost, nothing comes twice', async () => {
      gateway = await LossyGateway.start(system.client.origin, [
        { call: /^POST \/api\/v1\/tasks$/, afterBytes: 0 },
        { call: /^GET .*\/events$/, afterBytes: 900 },
        { call: /^GET .*\/events$/, afterBytes: 1_500 },
      ]);
      reports.lose(
        ['text', 'text', 'progress', 'complete'].map((what) => ({
          call: new RegExp(`^POST .*/${what}$`),
          afterBytes: 0,
        })),
      );
      const client = startPython('test/fixtures/python/client.py', gateway.url);
      expect(await client.ended).toBe(0);
      const told = client.log;
      expect(told.find(({ msg }) => msg === 'refused')).toMatchObject({
        status: 400,
        code: 'invalid_input',
        errors: [{ path: 'type' }],
      });
      const events = told.flatMap(({ received }) => (received ? [received as ReceivedEvent] : []));
      const { id } = (told.find(({ msg }) => msg === 'waited') as never as { task: TaskView }).task;
      const direct = await followToEnd(system.client.origin, id);
      expect(events).toEqual(
        direct.events.map(({ id: number, event, data }) => ({ id: number, event, data })),
      );
      expect(gateway.lost).toHaveLength(3);
      expect(reports.lost).toHaveLength(4); // each was made again, and written once
      expect(direct.text).toBe(STORY);
      expect(direct.end).toMatchObject({
        status: 'COMPLETED',
        result: { text: STORY },
        attempts: { made: 2 },
        usage: { model: 'm', totalTokens: 3 },
        tags: ['followed'],
      });
      expect(direct.events.filter(({ event }) => event === 'delta').length).toBeGreaterThan(3);
      expect(direct.events.some(({ event }) => event === 'progress')).toBe(true);
      const { body } = await system.client.call<{ data: object[] }>('GET', '/tasks?tag=followed');
      expect(body.data).toHaveLength(1); // the submission whose answer was lost is the same one
      const { body: log } = await system.client.call('GET', `/tasks/${id}/logs`);
      expect(log).toMatchObject({ data: [{ level: 'info', message: 'told', fields: { words: 60 } }] });
      expect(told.find(({ msg }) => msg === 'ended')).toMatchObject({ task: { status: 'CANCELLED' } });
    });

    it.each([
      ['refuses', 1, { code: 'no_such_thing', message: 'There is none.', retryable: false }],
      ['raises', 2, { code: 'internal', message: "KeyError: 'width'", retryable: true }],
      ['fits not', 1, { code: 'invalid_result', retryable: false }],
      ['large', 1, { code: 'result_too_large', retryable: false }],
      ['nothing', 1, { code: 'invalid_result', retryable: false }],
      ['no json', 1, { code: 'invalid_result', message: expect.stringContaining('generator') as never }],
      ['speechless', 2, { code: 'internal', message: 'Speechless: its text could not be made' }],
      ['odd words', 2, { code: 'internal', message: `ValueError: ${'a\ufffd'.repeat(4_994)}` }],
    ])('fails a task whose handler %s after %i attempts, with its reason', async (what, made, error) => {
      const task = await system.client.ended((await steps(what)).id);
      expect(task).toMatchObject({ status: 'FAILED', attempts: { made }, error });
    });

    it('completes a task whose handler reports what can not be kept', async () => {
      const { id } = await steps('tells oddly', { value: 1 });
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
      const { body } = await system.client.call('GET', `/tasks/${id}/logs`);
      expect(body).toMatchObject({
        data: [
          { level: 'info', message: 'y'.repeat(1_000), fields: { thing: expect.any(String) as never } },
          { level: 'warn', message: '-', fields: { omitted: 'not JSON' } },
        ],
      });
    });

    it('refuses handlers that are no plain functions', async () => {
      for (const type of ['py.coroutine', 'py.generator'])
        await worker.line((line) => line.msg === 'refused' && line['type'] === type);
    });

    it('takes no page of a proxy for an answer, and stops at once while it is told to wait', async () => {
      let calls = 0;
      const proxy = createServer((_, response) => {
        const isPage = (calls += 1) === 1;
        if (isPage) response.writeHead(200, { 'content-type': 'text/html' }).end('<p>one moment</p>');
        else response.writeHead(503, { 'retry-after': '3600' }).end();
      }).listen(0, '127.0.0.1');
      await once(proxy, 'listening');
      const away = startPython(WORKER, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, '5');
      await until(() => calls === 2, 30_000);
      expect(await away.terminate()).toBe(0);
      proxy.closeAllConnections();
      proxy.close();
    });

    it('tells a handler of a cancel', async () => {
      const { id } = await steps('waits');
      await says(worker, 'starts', id);
      const askedAt = Date.now();
      expect(await system.client.call('POST', `/api/v1/tasks/${id}/cancel`)).toMatchObject({ status: 202 });
      const heard = await says(worker, 'heard', id);
      const task = await system.client.ended(id);
      const heardAt = Number(heard['time']) * 1_000;
      process.stdout.write(`a cancel reached the Python handler after ${Math.round(heardAt - askedAt)} ms\n`);
      expect(heard).toMatchObject({ heard: true });
      await says(worker, 'cancelled', id);
      expect(task).toMatchObject({ status: 'CANCELLED' });
      expect(Date.parse(task.finishedAt ?? '')).toBeGreaterThanOrEqual(Math.floor(heardAt)); // it was not forced
    });

    it('finishes what it runs on SIGTERM and takes no more; what takes too long it gives back', async () => {
      await system.client.call('POST', `/api/v1/queues/python/pause`);
      const [slow, short] = [await steps('waits'), await steps('value', { value: 7, seconds: 1 })];
      const { signal, exited } = worker;
      signal.call(worker, 'SIGTERM'); // it waits for tasks
      expect(await exited).toBe(0);
      worker = await startWorker(1.5);
      await system.client.call('POST', `/api/v1/queues/python/resume`);
      await Promise.all([says(worker, 'starts', slow.id), says(worker, 'starts', short.id)]);
      const stopped = worker.terminate();
      await says(worker, 'stops');
      const later = await steps('value', { value: 8 });
      expect(await stopped).toBe(0);
      expect(await system.client.get(short.id)).toMatchObject({ status: 'COMPLETED', result: { value: 7 } });
      for (const { id } of [slow, later])
        await system.client.until(id, (task) => task.status === 'PENDING' && task.attempts.made === 0);
      await system.client.call('POST', `/api/v1/tasks/${slow.id}/cancel`);
      worker = await startWorker(0);
      expect(await system.client.ended(later.id)).toMatchObject({
        status: 'COMPLETED',
        result: { value: 8 },
      });
      expect((await attempts(later.id)).at(-1)).toMatchObject({ number: 1, outcome: 'completed' });
    });
  }),
);

describeWithFastApi('the example of FastAPI', () =>
  onAnyBroker((broker) => {
    let system: TestSystem;
    let example: TestProcess;
    beforeAll(async () => {
      system = await TestSystem.start({ broker });
      example = startFastApi(system.client.origin);
    }, 60_000);
    afterAll(async () => {
      await example.kill9();
      await system.stop();
    });

    it('is the old endpoint: a prompt in, an id out, and its state', async () => {
      const { msg = '' } = await example.line((line) => line.msg?.includes('running on') === true);
      const endpoint = new TaskClient(/http:\S+/.exec(msg)?.[0] ?? '');
      const prompt = { prompt: 'What is artificial intelligence?' };
      const { status, body } = await endpoint.call<{ task_id: string }>('POST', '/ai/generate', prompt);
      expect({ status, body }).toMatchObject({ status: 202, body: { status: 'PENDING' } });
      const task = await system.client.ended(body.task_id);
      expect(await endpoint.call('GET', `/ai/tasks/${task.id}`)).toMatchObject({
        status: 200,
        body: { status: 'COMPLETED', progress: 100, result: task.result?.['text'], error: null },
      });
      expect((await endpoint.call('GET', '/ai/tasks/none')).status).toBe(404);
      expect((await endpoint.call('POST', '/ai/generate', {})).status).toBe(422);
    });
  }),
);
