import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaskRunner, WorkerRegistration } from '@app/tasks';
import { Fuzzer } from '../fuzz/fuzzer.js';
import { type Document, type Operation, operationsOf } from '../fuzz/operations.js';
import type { FuzzReport } from '../fuzz/report.js';
import type { Answer } from '../fuzz/request.js';
import { InjectSender, type Sender, SocketSender } from '../fuzz/senders.js';
import { sendRaw } from '../support/raw-http.js';
import { FULL_KEY, scopeWalk, WALK_KEYS } from '../support/scope-walk.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

const HEADERS = { host: 'localhost:3000', 'x-api-key': FULL_KEY };
/** A type of workers over HTTP, so that there is work to claim. */
const RESIZE = { queue: 'images', description: '', input: { type: 'object' }, result: { type: 'object' } };
/** Types that end at once: their tasks are run, so that tasks are met in every state. */
const QUICK = new Set(['demo.calculation', 'demo.unreliable']);
/**
 * They need a task with a webhook that has ended, one that waits for its time, or a bulk action that goes on:
 * chance may not meet one.
 */
const RARE = new Set(['redeliverWebhook', 'runTaskNow', 'cancelBulkAction']);
/** `npm run fuzz` asks more, of the built product. */
const REQUESTS = 20_000;
/** Each is a test of its own, so that none takes long on a busy machine. */
const ROUNDS = 5;
const WORK_OF_ROUND = 200;

const VARIABLES = {
  API_KEYS: WALK_KEYS,
  TRUSTED_PROXIES: '127.0.0.1',
  WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true', // to a closed port of this machine, so that nothing leaves it
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  LOG_LEVEL: 'error',
};

describe('the API, beside its own OpenAPI document', () => {
  let folder: string;
  let system: SystemInProcess;
  let port: number;
  let document: Document;
  let operations: Operation[];
  let sender: Sender;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-document-'));
    system = await startInProcess([], { ...VARIABLES, DATA_DIR: folder });
    system.app
      .get(WorkerRegistration, { strict: false })
      .announce({ version: '1.2.3', queues: ['demo_tasks'], concurrency: 1 });
    await system.app.listen(0, '127.0.0.1');
    ({ port } = system.app.getHttpServer().address() as AddressInfo);
    sender = new InjectSender(system.app, new SocketSender(`http://127.0.0.1:${port}`, 16));
    await system.app.inject({
      method: 'PUT',
      url: '/api/v1/task-types/acme.resize',
      payload: RESIZE,
      headers: HEADERS,
    });
    document = (await system.app.inject({ url: '/docs-json', headers: HEADERS })).json();
    operations = operationsOf(document);
  });
  afterAll(async () => {
    await sender.close();
    await system.stop();
    await rm(folder, { recursive: true });
  });

  it('lets each caller do what the document says, and nothing else', async () => {
    expect(operations.filter(({ scope }) => scope === '')).toEqual([]); // each says who may call it
    expect(await scopeWalk(operations, sender)).toEqual([]);
  });

  it('stands open only where it is meant to, and lets only operators operate', () => {
    const named = (wanted: string | null): string[] =>
      operations.filter(({ scope }) => scope === wanted).map(({ name }) => name);
    expect(named(null)).toEqual(['live', 'ready']);
    expect(named('metrics')).toEqual(['scrape']);
    expect(named('admin')).toEqual([
      'changeQueue',
      'pauseQueue',
      'resumeQueue',
      'drainWorker',
      'undrainWorker',
    ]);
  });

  it('decides about the path, the method and the caller before a body comes', async () => {
    const statusOf = async (method: string, path: string): Promise<number> => {
      const lines = [
        `${method} ${path.replace(/\{[^{}]+\}/g, 'x')} HTTP/1.1`,
        'host: localhost',
        'content-type: application/json',
      ];
      return (await sendRaw(port, [[...lines, 'content-length: 1000', '', '{"'].join('\r\n')])).status;
    };
    for (const { method, path, scope } of operations) {
      if (scope !== null && method !== 'GET')
        expect([path, await statusOf(method, path)]).toEqual([path, 401]);
      const others = operations.filter((one) => one.path === path).map((one) => one.method);
      const unknown = ['PUT', 'PATCH', 'DELETE'].find((one) => !others.includes(one)) as string;
      expect([path, await statusOf(unknown, path)]).toEqual([path, 405]);
      expect([path, await statusOf('POST', `${path}/nothing/here`)]).toEqual([path, 404]);
    }
  });

  describe('asked at random', () => {
    const seed = Date.now();
    const neverDone: string[][] = [];

    it.each(Array.from({ length: ROUNDS }, (_, round) => seed + round))(
      'answers as its document says, whatever comes (seed %d)',
      async (one) => {
        await offerWork();
        const options = {
          document,
          sender,
          requests: REQUESTS / ROUNDS,
          concurrency: 16,
          headers: HEADERS,
          onAnswer: runQuickOnes,
        };
        const report: FuzzReport = await new Fuzzer({ ...options, seed: String(one) }).run();
        expect(report.text).toContain(
          `${REQUESTS / ROUNDS} requests, 0 answers with 5xx, 0 not as documented`,
        );
        neverDone.push(report.neverDone);
      },
    );

    it('does all that it describes', () => {
      const [first = [], ...others] = neverDone;
      expect(
        first.filter((name) => !RARE.has(name) && others.every((names) => names.includes(name))),
      ).toEqual([]);
    });

    /** Work to claim for the whole round: chance submits little of it. */
    async function offerWork(): Promise<void> {
      const tasks = Array<object>(WORK_OF_ROUND).fill({ type: 'acme.resize', input: {} });
      const payload = { tasks };
      await system.app.inject({ method: 'POST', url: '/api/v1/tasks/batch', payload, headers: HEADERS });
    }

    function runQuickOnes({ name }: Operation, { status, body }: Answer): void {
      if (name !== 'submitTask' || status !== 201) return;
      const { id, type } = JSON.parse(body.toString()) as { id: string; type: string };
      if (QUICK.has(type)) void system.app.get(TaskRunner, { strict: false }).run({ id, delivery: 1 });
    }
  });
});
