import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfiguration } from '@app/config';
import { inputProblems, InputRefused, instanceOf, schemaOf, type TaskContext } from '@app/tasks';
import { Webhook } from 'standardwebhooks';
import { HttpCaller } from './http-caller.js';
import { HttpRequestHandler } from './http-request.handler.js';
import { HttpRequestInput } from './http-request.input.js';
import { HttpRequestResult } from './http-request.result.js';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const MIB = 1024 * 1024;
const never = new AbortController().signal;

/** Stands for the names that the test makes up. */
class KnownNames extends HttpCaller {
  protected override readonly lookup = async (name: string) => [
    { address: name.startsWith('private') ? '169.254.169.254' : '127.0.0.1', family: 4 },
  ];
}

interface Seen {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('http.request', () => {
  let server: Server;
  let port: number;
  let answer: RequestListener;
  let seen: Seen[];
  const callers: HttpCaller[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const { method, headers } = request;
          seen.push({ method, headers, body: Buffer.concat(chunks).toString() });
          answer(request, response);
        });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    seen = [];
    answer = (_, response) => void response.end();
  });
  afterAll(async () => {
    await Promise.all(callers.map((caller) => caller.onApplicationShutdown()));
    server.closeAllConnections();
    server.close();
  });

  function handler(variables: Record<string, string> = {}): HttpRequestHandler {
    const configuration = loadConfiguration({ WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true', ...variables });
    const caller = new KnownNames(configuration);
    callers.push(caller);
    return new HttpRequestHandler(caller, configuration);
  }
  const context = (input: Partial<HttpRequestInput> = {}, signal = never, ended = neverEnds) =>
    ({
      input: instanceOf(HttpRequestInput, { url: `http://127.0.0.1:${port}/do?a=1`, ...input }),
      taskId: 'a-task',
      attempt: 2,
      idempotencyKey: 'a-task:0.1',
      signal,
      log: () => undefined,
      shareLease: () => ({ token: 'the-token', ended }),
    }) as unknown as TaskContext<HttpRequestInput>;
  const run = (input: Partial<HttpRequestInput> = {}) => handler().run(context(input));
  const answerWith = (
    status: number,
    headers: Record<string, string> = {},
    body: string | Buffer = '',
  ): void => void (answer = (_, response) => void response.writeHead(status, headers).end(body));

  it('sends what it is told, signed, with what a callback needs', async () => {
    const body = { width: 5 };
    const headers = { Authorization: 'Bearer x', 'X-Y': 'z' };
    await handler({ WEBHOOK_SECRET: SECRET }).run(context({ body, headers }));
    const [one] = seen as [Seen];
    expect(one).toMatchObject({
      method: 'POST',
      body: '{"width":5}',
      headers: {
        authorization: 'Bearer x',
        'x-y': 'z',
        'content-type': 'application/json',
        'webhook-id': 'a-task:0.1',
        'task-id': 'a-task',
        'task-attempt': '2',
        'task-token': 'the-token',
      },
    });
    expect(new Webhook(SECRET).verify(one.body, one.headers as Record<string, string>)).toEqual(body);
  });

  it('signs nothing without a secret, and sends a text as it is', async () => {
    await run({
      body: 'a=1',
      method: 'PUT',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    const [{ headers, method, body }] = seen as [Seen];
    expect([method, body, headers['content-type']]).toEqual([
      'PUT',
      'a=1',
      'application/x-www-form-urlencoded',
    ]);
    expect(headers['webhook-signature']).toBeUndefined();
  });

  it('sends no body and no content type where there is none', async () => {
    await run({ method: 'GET' });
    expect(seen[0]).toMatchObject({ method: 'GET', body: '' });
    expect(seen[0]?.headers['content-type']).toBeUndefined();
  });

  it.each([
    ['application/json; charset=utf-8', '{"a":[1]}', { a: [1] }, 'json'],
    ['application/problem+json', 'null', null, 'json'],
    ['application/json', '{"a":', '{"a":', 'text'],
    ['application/json', '{"id":12345678901234567890}', '{"id":12345678901234567890}', 'text'],
    ['application/json', '[1e400]', '[1e400]', 'text'],
    ['text/plain', '{"a":1} 世界', '{"a":1} 世界', 'text'],
    ['text/plain', Buffer.from([0xff, 0xfe]), '//4=', 'base64'],
    ['text/plain', Buffer.from('a\0b'), 'YQBi', 'base64'],
  ])('reads %s %j', async (type, sent, body, bodyEncoding) => {
    answerWith(201, { 'content-type': type, 'x-a': 'b' }, sent);
    expect(await run()).toEqual({
      status: 201,
      headers: expect.objectContaining({ 'content-type': type, 'x-a': 'b' }),
      body,
      bodyEncoding,
      truncated: false,
    });
  });

  it('keeps 1 MiB of a body that is larger, cut between two characters', async () => {
    answerWith(200, { 'content-type': 'application/json' }, `"${'€'.repeat(MIB)}"`);
    const { body, ...rest } = await run();
    expect(rest).toMatchObject({ bodyEncoding: 'text', truncated: true });
    expect(Buffer.byteLength(body as string)).toBe(1 + 3 * Math.floor((MIB - 1) / 3));
  });

  it('keeps a body of 2 MiB that is no text, and one that is larger as JSON, as what fits', async () => {
    answerWith(200, {}, Buffer.alloc(2 * MIB, 0xff));
    expect(await run()).toMatchObject({ bodyEncoding: 'base64', truncated: true });
    answerWith(200, {}, Buffer.alloc(MIB, 1)); // six times as large in JSON
    expect(await run()).toMatchObject({ bodyEncoding: 'base64', truncated: false });
  });

  it.each([408, 425, 429, 500, 503])('tries again after %i', async (status) => {
    answerWith(status, {}, 'why');
    await expect(run()).rejects.toMatchObject({
      code: 'http_error',
      message: `The endpoint answered ${status}.`,
      retryable: true,
    });
  });

  it.each([400, 401, 404, 410, 422])('fails at once after %i', async (status) => {
    answerWith(status);
    await expect(run()).rejects.toMatchObject({ code: 'http_error', retryable: false });
  });

  it('obeys Retry-After, as seconds and as a date', async () => {
    answerWith(429, { 'retry-after': '7' });
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 7_000 });
    answerWith(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const error = (await run().catch((thrown: unknown) => thrown)) as { retryAfterMs: number };
    expect(error.retryAfterMs).toBeGreaterThan(50_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('follows no redirect, wherever it leads', async () => {
    answerWith(307, { location: 'http://169.254.169.254/' });
    await expect(run()).rejects.toMatchObject({ code: 'redirect', retryable: false });
    expect(seen).toHaveLength(1);
  });

  it('does not go to private addresses, nor to names that stand for one', async () => {
    const strict = handler({ WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'false' });
    await expect(strict.run(context())).rejects.toBeInstanceOf(InputRefused);
    for (const url of [`http://public.example.com:${port}/`, 'http://private.example.com/'])
      await expect(strict.run(context({ url }))).rejects.toMatchObject({
        code: 'forbidden_address',
        retryable: false,
      });
    expect(seen).toHaveLength(0);
  });

  it.each<[string, RequestListener]>([
    ['is silent', () => undefined],
    ['lets its headers drip', ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\nx-slow: ')],
    ['never ends its body', (_, response) => void response.writeHead(200).write('so far')],
    ['lets its body drip', ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n')],
  ])('ends at timeoutMs where the endpoint %s', async (_, listener) => {
    answer = listener;
    await expect(run({ timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });

  it.each<[string, RequestListener]>([
    ['before its answer', ({ socket }) => void socket.destroy()],
    [
      'in the middle of its answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
      },
    ],
    [
      'with headers that are too many',
      ({ socket }) => void socket.end(`HTTP/1.1 200 OK\r\n${'x: yyyyyyyyyyyyyyyy\r\n'.repeat(2_000)}\r\n`),
    ],
  ])('tries again where the connection ends %s', async (_, listener) => {
    answer = listener;
    await expect(run()).rejects.toMatchObject({ code: 'connection', retryable: true });
  });

  it('stops with its task', async () => {
    const stop = new AbortController();
    answer = () => stop.abort(new Error('cancelled'));
    await expect(handler().run(context({}, stop.signal))).rejects.toThrow('cancelled');
  });

  it('leaves the end to a callback only after 202 with its header', async () => {
    const later = async (): Promise<never> => Promise.reject(new Error('ended elsewhere'));
    answerWith(202, { 'Task-Callback': 'later' });
    await expect(handler().run(context({}, never, later))).rejects.toThrow('ended elsewhere');
    answerWith(202);
    expect(await handler().run(context({}, never, later))).toMatchObject({ status: 202 });
    answerWith(200, { 'Task-Callback': 'later' });
    expect(await handler().run(context({}, never, later))).toMatchObject({ status: 200 });
  });

  it.each([
    [{ headers: { Host: 'x' } }],
    [{ headers: { 'Task-Token': 'x' } }],
    [{ headers: { 'webhook-id': 'x' } }],
    [{ headers: { 'Transfer-Encoding': 'chunked' } }],
    [{ headers: { a: 'b\r\nc: d' } }],
    [{ headers: { 'a b': 'c' } }],
    [{ headers: { a: 1 } }],
    [{ headers: { a: '1', A: '2' } }],
    [{ headers: ['a'] }],
    [{ method: 'CONNECT' }],
    [{ timeoutMs: 1 }],
  ])('refuses %j', (input) => {
    const [field] = Object.keys(input);
    const problems = inputProblems(instanceOf(HttpRequestInput, { url: 'https://example.com', ...input }));
    expect(problems).toEqual([expect.objectContaining({ path: [field] })]);
    expect(JSON.stringify(problems)).not.toContain('c: d');
  });

  it.each([[{ a: 1 }], [[1]], ['x'], [5], [null], [false]])('takes the body %j', (body) => {
    const input = instanceOf(HttpRequestInput, { url: 'https://example.com', body });
    expect([inputProblems(input), input.body]).toEqual([[], body]);
  });

  it('refuses a body of a GET, and addresses that are not allowed, before it is accepted', () => {
    const check = (input: object) => () =>
      handler({ WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'false' }).check(instanceOf(HttpRequestInput, input));
    expect(check({ url: 'https://example.com/', method: 'GET', body: 1 })).toThrow(/body: must not be there/);
    expect(check({ url: 'http://localhost/' })).toThrow(/url: must not lead to a private/);
    expect(check({ url: 'ftp://example.com/' })).toThrow(/url: must be a URL/);
    expect(check({ url: 'https://example.com/' })).not.toThrow();
  });

  it('describes its input and result as they are', () => {
    expect(schemaOf(HttpRequestInput)).toMatchObject({
      required: ['url'],
      properties: { body: { type: expect.arrayContaining(['object', 'string']) } },
    });
    expect(schemaOf(HttpRequestResult)).toMatchObject({
      additionalProperties: true,
      anyOf: [{ required: expect.arrayContaining(['status', 'headers', 'body']) }, { type: 'object' }],
    });
  });
});

const neverEnds = (): Promise<never> => Promise.reject(new Error('not expected'));

/** One byte at a time, for ever. */
function drip(socket: IncomingMessage['socket'], start: string): void {
  socket.write(start);
  const dripping = setInterval(() => socket.write('x'), 20);
  socket.once('close', () => clearInterval(dripping)).on('error', () => undefined);
}
