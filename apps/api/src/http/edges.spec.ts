import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';
import { LOGGED, startHttp } from '../../../../test/support/http-alone.js';
import { sendRaw } from '../../../../test/support/raw-http.js';
import { BodiesInHand } from './bodies-in-hand.js';
import { BodyPace, endSlowBodies } from './slow-body.js';

const MIB = 1024 * 1024;
const KEYS = { HOST: '0.0.0.0', API_KEYS: 'looker:a-long-enough-key-of-reader:read' };
const KEY = 'x-api-key: a-long-enough-key-of-reader';
const head = (first: string, ...headers: string[]): string =>
  [`${first} HTTP/1.1`, 'host: localhost', ...headers, '', ''].join('\r\n');
const post = (path: string, ...headers: string[]): string => head(`POST ${path}`, ...headers);

describe('the edges of HTTP', () => {
  let app: NestFastifyApplication;
  let withKeys: NestFastifyApplication;
  const portOf = (one: NestFastifyApplication): number => (one.getHttpServer().address() as AddressInfo).port;

  beforeAll(async () => {
    ({ app } = await startHttp());
    ({ app: withKeys } = await startHttp(KEYS));
    await Promise.all([app.listen(0, '127.0.0.1'), withKeys.listen(0, '127.0.0.1')]);
  });
  afterAll(() => Promise.all([app.close(), withKeys.close()]));

  it.each<[number, string, boolean, string, string[]]>([
    [413, 'a body above the limit', false, '/api/v1/tasks', ['content-type: application/json']],
    [
      413,
      'an upload above the limit',
      false,
      '/api/v1/files',
      ['content-type: multipart/form-data; boundary=x'],
    ],
    [401, 'no key', true, '/api/v1/tasks', ['content-type: application/json']],
    [403, 'a key without the scope', true, '/api/v1/tasks', ['content-type: application/json', KEY]],
    [404, 'an unknown path', true, '/api/v1/nothing', ['content-type: application/json']],
    [415, 'another media type', false, '/api/v1/tasks', ['content-type: text/plain']],
    [
      415,
      'another encoding',
      false,
      '/api/v1/tasks',
      ['content-type: application/json', 'content-encoding: br'],
    ],
  ])(
    'answers %i to %s, whole, although the client reads only after it sent 60 MiB',
    async (status, _, needsKeys, path, headers) => {
      const body = Buffer.alloc(60 * MIB, 'x');
      for (const connection of ['close', 'keep-alive']) {
        const sent = [
          post(path, ...headers, `content-length: ${body.length}`, `connection: ${connection}`),
          body,
        ];
        const answer = await sendRaw(portOf(needsKeys ? withKeys : app), sent);
        expect([answer.status, answer.error, answer.text.includes('application/problem+json')]).toEqual([
          status,
          null,
          true,
        ]);
      }
    },
  );

  it('answers 413 to a body without a length, too', async () => {
    const chunk = `${MIB.toString(16)}\r\n${'x'.repeat(MIB)}\r\n`;
    const headers = ['content-type: application/json', 'transfer-encoding: chunked'];
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        sendRaw(portOf(app), [post('/api/v1/tasks', ...headers), chunk.repeat(10), '0\r\n\r\n']),
      ),
    );
    expect(answers.map(({ status, error }) => [status, error])).toEqual(answers.map(() => [413, null]));
  });

  it.each<[number, string, string[]]>([
    [404, '/api/v1/nothing', []],
    [405, '/api/v1/queues', []],
    [401, '/api/v1/tasks', []],
    [403, '/api/v1/queues/x/pause', [KEY]],
    [403, '/api/v1/tasks', [KEY]],
  ])('decides %i for %s before the body comes', async (status, path, headers) => {
    const sent = [post(path, 'content-type: application/json', 'content-length: 1000', ...headers), '{"pro'];
    expect((await sendRaw(portOf(withKeys), sent)).status).toBe(status);
  });

  it.each<[number, string, string]>([
    [400, 'no HTTP', 'hello\r\n\r\n'],
    [400, 'a length that is no number', post('/api/v1/tasks', 'content-length: ten')],
    [400, 'a length twice', post('/api/v1/tasks', 'content-length: 5', 'transfer-encoding: chunked')],
    [431, 'headers of 20 KiB', head('GET /api/v1/tasks', `x-a: ${'a'.repeat(20_000)}`)],
    [431, 'a path of 20 KiB', head(`GET /${'a'.repeat(20_000)}`)],
  ])('answers %i to %s with a problem and an id that is in the log', async (status, _, sent) => {
    const { text, error, status: got } = await sendRaw(portOf(app), [sent]);
    const id = /^x-request-id: (\S+)/im.exec(text)?.[1];
    expect([got, error, JSON.parse(text.slice(text.indexOf('\r\n\r\n'))).status]).toEqual([
      status,
      null,
      status,
    ]);
    expect([
      /^content-type: application\/problem\+json/im.test(text),
      LOGGED.join('').includes(id as string),
    ]).toEqual([true, true]);
  });

  describe('a body in gzip', () => {
    const sendGzip = (bytes: Buffer) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/tasks',
        headers: { host: 'localhost', 'content-type': 'application/json', 'content-encoding': 'gzip' },
        payload: bytes,
      });

    it('is read', async () => expect((await sendGzip(gzipSync('{"prompt":"Hi"}'))).statusCode).toBe(201));
    it('counts as what it is without', async () =>
      expect((await sendGzip(gzipSync(Buffer.alloc(30 * MIB)))).statusCode).toBe(413));
    it('ends nothing where it is broken and nobody reads it', async () => {
      const broken = gzipSync('{"prompt":"Hi"}').fill(0, 4);
      for (const type of ['text/plain', '']) {
        const headers = [
          `content-type: ${type}`,
          'content-encoding: gzip',
          `content-length: ${broken.length}`,
        ];
        expect((await sendRaw(portOf(app), [post('/api/v1/tasks', ...headers), broken])).status).toBe(415);
      }
    });
    it('means nothing where no body does', async () => {
      const headers = { host: 'localhost', 'content-encoding': 'br' };
      expect((await app.inject({ url: '/api/v1/tasks', headers })).statusCode).toBe(200);
    });
    it('has to be one', async () => {
      for (const bytes of [Buffer.from('{"prompt":"Hi"}'), gzipSync('{"prompt":"Hi"}').subarray(0, 20)]) {
        const answer = await sendGzip(bytes);
        expect([answer.statusCode, answer.json().detail]).toEqual([400, 'The body is not valid gzip.']);
      }
    });
  });

  it('names an encoding that it does not know', async () => {
    const headers = { host: 'localhost', 'content-type': 'application/json', 'content-encoding': 'zstd' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/tasks', headers, payload: '{}' });
    expect([answer.statusCode, answer.json().code, answer.headers['accept-encoding']]).toEqual([
      415,
      'unsupported_encoding',
      'gzip',
    ]);
    expect(answer.json().detail).toContain('zstd');
  });
});

describe('a request whose head never ends', () => {
  let app: NestFastifyApplication;
  let port: number;
  beforeAll(async () => {
    ({ app } = await startHttp());
    expect(app.getHttpServer().headersTimeout).toBe(15_000); // In force; no test waits for it.
    Object.assign(app.getHttpServer(), {
      headersTimeout: 50,
      requestTimeout: 0,
      connectionsCheckingInterval: 10,
    });
    await app.listen(0, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => app.close());

  it.each<[string, string, number[]]>([
    ['nothing', '', [408]],
    ['half a line', 'GET /api/v1/ta', [408]],
    ['headers without the last line', 'GET /api/v1/tasks HTTP/1.1\r\nhost: localhost\r\nx-a: ', [408]],
    [
      'a whole request and half of the next',
      `${head('GET /health/live')}GET /api/v1/tasks HTTP/1.1\r\nx-a: `,
      [200, 408],
    ],
  ])('gets 408 as a problem with an id that is in the log: %s', async (_, sent, statuses) => {
    const { text, error } = await sendRaw(port, [sent], () => false);
    const problem = text.slice(text.lastIndexOf('HTTP/1.1 '));
    const id = /^x-request-id: (\S+)/im.exec(problem)?.[1];
    expect([[...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)), error]).toEqual([
      statuses,
      null,
    ]);
    expect(JSON.parse(problem.slice(problem.indexOf('\r\n\r\n')))).toMatchObject({
      status: 408,
      code: 'request_timeout',
    });
    expect([
      /^content-type: application\/problem\+json/im.test(problem),
      LOGGED.join('').includes(id as string),
    ]).toEqual([true, true]);
  });
});

describe('a slow body', () => {
  it('is ended after 30 s and a second for each 16 KiB, and answered', async () => {
    let nowMs = 0;
    const pace = new BodyPace(() => nowMs);
    const server = fastify();
    endSlowBodies(server, pace);
    server.post('/', async () => 'whole');
    server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
      reply.status(error.statusCode ?? 500).send(error.name),
    );
    await server.listen({ port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const begun = new Promise((resolve) => server.server.once('request', resolve));
    const slow = sendRaw(port, [
      post('/', 'content-type: application/json', 'content-length: 100000'),
      'x'.repeat(32 * 1024),
    ]);
    await begun;
    const ended = slow.then(({ text, status }) => [status, text.includes('SlowBody')]);
    while (pace.size === 0) await new Promise((resolve) => setImmediate(resolve));
    nowMs = 29_000;
    pace.look();
    expect(pace.size).toBe(1);
    nowMs = 40_000;
    pace.look();
    expect([await ended, pace.size]).toEqual([[408, true], 0]);
    await server.close();
  });
});

describe('the pace of a body', () => {
  const seconds = (received: number): number => {
    let nowMs = 0;
    const pace = new BodyPace(() => nowMs);
    const socket = { bytesRead: 1_000 };
    pace.watch({
      socket,
      complete: false,
      once: () => undefined,
      listenerCount: () => 0,
      destroy: () => undefined,
    } as never);
    socket.bytesRead += received;
    for (; pace.size > 0; nowMs += 1_000) pace.look();
    return Math.round(nowMs / 1_000);
  };

  it.each([
    [30, 0],
    [30, 30],
    [94, 1024 * 1024],
  ])('lets it take %i s for %i bytes', (expected, received) =>
    expect(Math.abs(seconds(received) - expected)).toBeLessThan(3),
  );
});

describe('room for large bodies', () => {
  it('is 100 MiB; who finds none waits, in order, and small ones never do', async () => {
    const bodies = new BodiesInHand();
    const entered: string[] = [];
    const enter = (name: string, bytes: number) =>
      bodies.enter(bytes).then((leave) => (entered.push(name), leave));
    const first = await Promise.all(Array.from({ length: 5 }, () => enter('first', 20 * MIB)));
    const waiting = [enter('second', 20 * MIB), enter('third', 10 * MIB)];
    await enter('small', 1_000);
    expect(entered.filter((name) => name !== 'first')).toEqual(['small']);
    first[0]?.();
    first[0]?.(); // counts once
    await waiting[0];
    expect(entered.at(-1)).toBe('second');
    first[1]?.();
    await waiting[1];
    expect(entered.at(-1)).toBe('third');
  });

  it('is counted for small ones too, whoever is many: 64 MiB', async () => {
    const bodies = new BodiesInHand();
    const first = await Promise.all(Array.from({ length: 256 }, () => bodies.enter(MIB / 4 - 1)));
    await bodies.enter(256); // the last one that fits
    let entered = false;
    const next = bodies.enter(1_000).then(() => (entered = true));
    await bodies.enter(20 * MIB); // has a room of its own
    expect(entered).toBe(false);
    first[0]?.();
    await next;
  });

  it('is refused where too many wait', async () => {
    const bodies = new BodiesInHand();
    const leave = await bodies.enter(100 * MIB);
    const waiting = Array.from({ length: 50 }, async () => (await bodies.enter(20 * MIB))());
    await expect(bodies.enter(20 * MIB)).rejects.toMatchObject({
      status: 503,
      code: 'overloaded',
      retryAfterSeconds: 2,
    });
    leave();
    await Promise.all(waiting);
  });
});
