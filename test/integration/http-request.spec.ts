import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunningTasks, type TaskContext, TaskType } from '@app/tasks';
import { Type } from 'class-transformer';
import { IsNumber, IsOptional, Matches, ValidateNested } from 'class-validator';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

const LIMIT_MS = 10_000;

interface Seen {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

class NoInput {}

class Inside {
  @Matches(/^(?! )[a-z]+$/) readonly name!: string; // look-around: one of our own patterns may have it
}

class CountResult {
  @IsNumber() readonly count!: number;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Inside)
  readonly inside?: Inside[];
}

/** Work that goes on elsewhere. */
@TaskType({
  name: 'test.elsewhere',
  queue: 'demo_tasks',
  description: 'Gives its token away.',
  input: NoInput,
  result: CountResult,
  examples: {},
})
class Elsewhere {
  static token: string | null = null;

  run({ shareLease }: TaskContext<NoInput>): Promise<CountResult> {
    const { token, ended } = shareLease();
    Elsewhere.token = token;
    return ended();
  }
}

/** A task that waits for its callback. */
interface Called {
  readonly id: string;
  readonly token: string;
}

describe('http.request with a callback', () => {
  let system: SystemInProcess;
  let server: Server;
  let seen: Seen[];
  let whenCalled: (one: Seen) => Promise<unknown>;
  let whenAnswered: (response: ServerResponse) => void;

  beforeAll(async () => {
    // no heartbeat comes within a test: what ends a wait is the notification
    system = await startInProcess([Elsewhere], {
      WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true',
      LEASE_SECONDS: '3600',
    });
    server = createServer((request, response) => {
      const one = { path: request.url, headers: request.headers };
      seen.push(one);
      void whenCalled(one).then(() => whenAnswered(response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    seen = [];
    whenCalled = async () => undefined;
    whenAnswered = (response) => void response.writeHead(202, { 'Task-Callback': 'later' }).end();
    system.log.length = 0;
  });
  afterAll(async () => {
    await system.stop();
    server.closeAllConnections();
    server.close();
  });

  const lines = async (id: string): Promise<string[]> => {
    const { body } = await system.call('GET', `/api/v1/tasks/${id}/logs`);
    return (body as { data: { message: string }[] }).data.map(({ message }) => message);
  };
  const get = async (id: string): Promise<Record<string, unknown>> =>
    (await system.call('GET', `/api/v1/tasks/${id}`)).body;
  const submit = async (given: object = {}): Promise<string> => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/resize`;
    const input = { url, body: { width: 5 }, headers: { Authorization: 'Bearer hush-hush' } };
    const task = { type: 'http.request', input, ...given };
    const { status, body } = await system.call('POST', '/api/v1/tasks', task);
    expect({ status, body }).toMatchObject({ status: 201, body: { queue: 'http_requests' } });
    return (body as { id: string }).id;
  };
  const call = async (given: object = {}): Promise<Called> => {
    const id = await submit(given);
    await system.deliver(id); // until it waits, or has ended
    return { id, token: seen[0]?.headers['task-token'] as string };
  };
  const say = ({ id, token }: Pick<Called, 'id' | 'token'>, what: string, body: object = {}) =>
    system.call('POST', `/api/v1/work/${id}/${what}`, { token, ...body });
  /** Whoever waited has heard of the end. */
  const stopped = () => until(() => system.app.get(RunningTasks, { strict: false }).size === 0, LIMIT_MS);
  const lostLeases = () =>
    system.log.filter(({ level, msg }) => level === 'warn' || /lease/.test(String(msg)));
  const staleResults = async (): Promise<number> => {
    const answer = await system.app.inject({ url: '/metrics', headers: { host: 'localhost:3000' } });
    return Number(/^stale_results_total\S* (\d+)/m.exec(answer.body)?.[1] ?? NaN);
  };

  it('is completed by whoever has its token, and its worker hears of that at once', async () => {
    const stale = await staleResults();
    const called = await call();
    expect(seen[0]?.headers).toMatchObject({ 'task-id': called.id, 'task-attempt': '1' });
    expect(await get(called.id)).toMatchObject({ status: 'PROCESSING' });
    expect(await say(called, 'progress', { percent: 40, message: 'half' })).toMatchObject({ status: 204 });
    expect(await get(called.id)).toMatchObject({ progress: { percent: 40 } });
    const wrong = { id: called.id, token: '01900000-0000-7000-8000-000000000000' };
    expect(await say(wrong, 'complete', { result: {} })).toMatchObject({
      status: 409,
      body: { code: 'lease_lost' },
    });
    expect(await say(called, 'complete', { result: { bytes: 7 } })).toMatchObject({
      status: 200,
      body: { status: 'COMPLETED', result: { bytes: 7 } },
    });
    await stopped(); // long before its next heartbeat
    expect(await say(called, 'complete', { result: { bytes: 7 } })).toMatchObject({ status: 200 });
    expect(await say(called, 'fail', { error: { code: 'x', message: 'x', retryable: false } })).toMatchObject(
      {
        status: 409,
      },
    );
    expect(await get(called.id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    const { body: list } = await system.call('GET', '/api/v1/tasks?type=http.request&limit=1');
    expect(list).toMatchObject({
      data: [{ input: { headers: { Authorization: '***' }, body: { width: 5 } }, shortened: ['input'] }],
    });
    expect(lostLeases()).toEqual([]);
    expect(await staleResults()).toBe(stale + 2); // the two that were refused above
    expect(JSON.stringify(system.log)).not.toMatch(/hush-hush/);
    expect(JSON.stringify(system.log)).not.toContain(called.token);
  });

  it('is failed by whoever has its token; another attempt has another token', async () => {
    const called = await call({ maxAttempts: 2 });
    const error = { code: 'no_room', message: 'There is no room.', retryable: true };
    expect(await say(called, 'fail', { error })).toMatchObject({
      status: 200,
      body: { status: 'PENDING', error: { code: 'no_room' } },
    });
    await stopped();
    expect(lostLeases()).toEqual([]);
    expect(await say(called, 'complete', { result: {} })).toMatchObject({ status: 409 });
  });

  it('may be completed before the endpoint has answered', async () => {
    whenCalled = ({ headers }) =>
      say({ id: String(headers['task-id']), token: String(headers['task-token']) }, 'complete', {
        result: { early: true },
      });
    const called = await call();
    await stopped();
    expect(await get(called.id)).toMatchObject({ status: 'COMPLETED', result: { early: true } });
    expect(lostLeases()).toEqual([]);
  });

  it('ends with a timeout where nobody calls back', async () => {
    const called = await call({ timeoutMs: 300, maxAttempts: 1 });
    await stopped();
    expect(await get(called.id)).toMatchObject({ status: 'FAILED', error: { code: 'timeout' } });
    expect(await say(called, 'complete', { result: {} })).toMatchObject({ status: 409 });
  });

  it('is cancelled as any other', async () => {
    const called = await call();
    await system.call('POST', `/api/v1/tasks/${called.id}/cancel`);
    await stopped();
    expect(await get(called.id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('runs again with the same key and another token after it was released', async () => {
    const called = await call();
    expect(await say(called, 'release')).toMatchObject({ status: 200, body: { status: 'PENDING' } });
    await system.deliver(called.id);
    expect(seen).toHaveLength(2);
    const [first, second] = seen as [Seen, Seen];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['task-token']).not.toBe(first.headers['task-token']);
    expect(await say(called, 'complete', { result: {} })).toMatchObject({ status: 409 });
    const now = { id: called.id, token: String(second.headers['task-token']) };
    expect(await say(now, 'complete', { result: {} })).toMatchObject({ status: 200 });
    await stopped();
  });

  it('does not wait for the body of an answer that says later', async () => {
    whenAnswered = (response) => void response.writeHead(202, { 'Task-Callback': 'later' }).write('and then');
    const called = await call();
    await until(async () => (await lines(called.id)).includes('the endpoint answers later'), LIMIT_MS);
    expect(await say(called, 'complete', { result: { a: 1 } })).toMatchObject({ status: 200 });
    await stopped();
  });

  it('keeps the lease where the result does not fit the class of the type', async () => {
    const waiting = system.run({ type: 'test.elsewhere', input: {} });
    const token = await until(() => Elsewhere.token, LIMIT_MS);
    const id = await waiting;
    expect(await say({ id, token }, 'complete', { result: { count: 'one', more: 1 } })).toMatchObject({
      status: 400,
      body: {
        errors: [
          { path: 'result.more', message: 'is not a known field' },
          { path: 'result.count', message: 'must be number' },
        ],
      },
    });
    expect(await get(id)).toMatchObject({ status: 'PROCESSING' });
    const inside = [{ name: 'a b' }];
    expect(await say({ id, token }, 'complete', { result: { count: 1, inside } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'result.inside.0.name' }] },
    });
    expect(await say({ id, token }, 'complete', { result: { count: 1 } })).toMatchObject({ status: 200 });
    await stopped();
  });

  it('fails at once where the endpoint is a private address, with a 400 before it is accepted', async () => {
    expect(
      await system.call('POST', '/api/v1/tasks', {
        type: 'http.request',
        input: { url: 'http://169.254.169.254/latest' },
      }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'input.url' }] } });
  });
});
