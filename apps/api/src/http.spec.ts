import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FakeTasks, LOGGED, startHttp } from '../../../test/support/http-alone.js';

const ID = '01920000-0000-7000-8000-000000000000';
const KEYS = {
  HOST: '0.0.0.0',
  API_KEYS:
    'prometheus:a-long-enough-key-of-metrics:metrics,looker:a-long-enough-key-of-reader:read,writer:a-long-enough-key-of-writer:write',
};
const JSON_TYPE = { 'content-type': 'application/json' };
type Sent = {
  method?: 'GET' | 'PATCH' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  payload?: string;
  headers?: Record<string, string>;
};
const post = (payload: string, headers: Record<string, string> = JSON_TYPE): Sent => ({
  method: 'POST',
  url: '/api/v1/tasks',
  payload,
  headers,
});
const manyKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, n) => `"key${n}":1`).join()}}`;
const numbers = (count: number): string => `[${'1,'.repeat(count - 1)}1]`;
const TEXT = '"type":"ai.text-generation","input":{"prompt":"x"}';
const tagged = (count: number): Sent => post(`{${TEXT},"tags":${numbers(count)}}`);
const hooked = (count: number): Sent =>
  post(`{${TEXT},"webhook":{"url":"https://example.com","events":${numbers(count)}}}`);
const bulk = (filter: string): Sent => ({
  ...post(`{"action":"cancel","filter":${filter}}`),
  url: '/api/v1/bulk-actions',
});
const batch = (tasks: string): Sent => ({ ...post(`{"tasks":[${tasks}]}`), url: '/api/v1/tasks/batch' });

describe('the HTTP API', () => {
  let app: NestFastifyApplication;
  let tasks: FakeTasks;
  const send = ({ headers, ...sent }: Sent): ReturnType<NestFastifyApplication['inject']> =>
    app.inject({ ...sent, headers: { host: 'localhost:3000', ...headers } });

  beforeAll(async () => ({ app, tasks } = await startHttp()));
  afterAll(() => app.close());
  beforeEach(() => void (tasks.fail = null));

  it.each<[string, Sent, number, string]>([
    ['JSON that breaks off', post('{"prompt":'), 400, 'invalid_request'],
    ['__proto__', post('{"prompt":"x","__proto__":{"a":1}}'), 400, 'invalid_input'],
    ['constructor.prototype', post('{"prompt":"x","constructor":{"prototype":{}}}'), 400, 'invalid_input'],
    [
      'a number that would be rounded',
      post('{"type":"ai.text-generation","input":{"id":9007199254740993}}'),
      400,
      'invalid_input',
    ],
    ['290,000 tags', tagged(290_000), 400, 'invalid_input'],
    ['19,000 tags', tagged(19_000), 400, 'invalid_input'],
    ['290,000 events of a webhook', hooked(290_000), 400, 'invalid_input'],
    ['19,000 events of a webhook', hooked(19_000), 400, 'invalid_input'],
    [
      'an input of many keys',
      post(`{"type":"ai.text-generation","input":${manyKeys(19_000)}}`),
      400,
      'invalid_input',
    ],
    [
      'an input of more',
      post(`{"type":"ai.text-generation","input":${manyKeys(120_000)}}`),
      400,
      'invalid_input',
    ],
    ['a bulk filter of many keys', bulk(manyKeys(19_000)), 400, 'invalid_input'],
    ['a bulk filter of more', bulk(manyKeys(90_000)), 400, 'invalid_input'],
    [
      'a batch of many unknown fields',
      batch(Array.from({ length: 40 }, () => manyKeys(4_700)).join()),
      400,
      'invalid_input',
    ],
    ['a batch of 17 MiB of unknown fields', batch(manyKeys(1_275_000)), 400, 'invalid_input'],
    [
      'a constructor key',
      post('{"type":"ai.text-generation","input":{"prompt":"x"},"constructor":5}'),
      400,
      'invalid_input',
    ],
    [
      'a constructor key in the input',
      post('{"type":"ai.text-generation","input":{"prompt":"x","constructor":5}}'),
      400,
      'invalid_input',
    ],
    [
      'toString in the input',
      post('{"type":"ai.text-generation","input":{"prompt":"x","toString":5}}'),
      400,
      'invalid_input',
    ],
    ['an array', post('[]'), 400, 'invalid_input'],
    ['null', post('null'), 400, 'invalid_input'],
    ['a number', post('5'), 400, 'invalid_input'],
    ['nothing', post(''), 400, 'invalid_input'],
    ['deep nesting', post(`{"prompt":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 400, 'invalid_input'],
    [
      'invalid UTF-8',
      { ...post(''), payload: Buffer.from([0x22, 0xff, 0x22]) as unknown as string },
      400,
      'invalid_request',
    ],
    ['plain text', post('hello', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
    [
      'a real form',
      post('prompt=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    ],
    ['too much', post(`{"prompt":"${'x'.repeat(2 * 1024 * 1024)}"}`), 413, 'body_too_large'],
    ['an unknown path', { url: '/api/v1/nothing' }, 404, 'not_found'],
    ['another method', { method: 'PUT', url: '/api/v1/tasks' }, 405, 'method_not_allowed'],
    ['an id that is no UUID', { url: '/api/v1/tasks/5' }, 404, 'not_found'],
    ['an id that is not known', { url: `/api/v1/tasks/${ID}` }, 404, 'not_found'],
    ['a path that cannot be decoded', { url: '/api/v1/tasks/%zz' }, 400, 'invalid_request'],
    ['a NUL in a query', { url: '/api/v1/tasks?search=%00' }, 400, 'invalid_input'],
    ['an unknown parameter', { url: '/api/v1/tasks?sort=up' }, 400, 'invalid_input'],
    ['__proto__ as a parameter', { url: '/api/v1/tasks?__proto__=x' }, 400, 'invalid_input'],
    ['a wrong cursor', { url: '/api/v1/tasks?cursor=abc' }, 400, 'invalid_input'],
    ['a very long id', { url: `/api/v1/tasks/${'x'.repeat(5000)}` }, 414, 'uri_too_long'],
    ['an unknown queue', { url: '/api/v1/queues/none' }, 404, 'not_found'],
    [
      'no queue, with a body that is no JSON',
      { method: 'PATCH', url: '/api/v1/queues/', payload: 'x' },
      404,
      'not_found',
    ],
    [
      'a redelivery of nothing',
      { method: 'POST', url: `/api/v1/tasks/${ID}/webhook-deliveries/redeliver` },
      409,
      'conflict',
    ],
    ['a conflict', { method: 'POST', url: `/api/v1/tasks/${ID}/cancel` }, 409, 'conflict'],
  ])('answers %s with a problem', async (_, sent, status, code) => {
    const answer = await send(sent);
    expect([answer.statusCode, answer.headers['content-type'], answer.json().code]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
      code,
    ]);
    expect(answer.json()).toMatchObject({
      status,
      instance: sent.url.split('?')[0]?.slice(0, 500),
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(answer.headers['x-request-id']).toBeTruthy();
    expect(answer.json().errors?.length ?? 0).toBeLessThanOrEqual(100);
    expect(answer.body.length).toBeLessThan(50_000);
  });

  it('names the number or the key that would not survive', async () => {
    const errorsOf = async (body: string): Promise<unknown> => (await send(post(body))).json().errors;
    expect(await errorsOf('{"prompt":"x","metadata":{"id":9007199254740993}}')).toEqual([
      { path: 'metadata.id', message: 'is a number that would not be kept exactly; send it as a string' },
    ]);
    expect(await errorsOf('{"prompt":"x","metadata":{"__proto__":1}}')).toMatchObject([
      { path: 'metadata.__proto__' },
    ]);
  });

  it('accepts the flat body, also as plain curl sends it', async () => {
    const answer = await send(
      post('{"prompt":"Hi","priority":7}', { 'content-type': 'application/x-www-form-urlencoded' }),
    );
    expect([answer.statusCode, answer.headers.location]).toEqual([201, `/api/v1/tasks/${ID}`]);
    expect(answer.json()).toMatchObject({
      type: 'ai.text-generation',
      input: { prompt: 'Hi' },
      priority: 7,
      createdAt: '2026-01-02T03:04:05.678Z',
    });
    expect(Object.keys(answer.json()).join()).toBe(
      'id,type,queue,status,waitingFor,input,result,error,progress,priority,attempts,timeoutMs,usage,worker,tags,metadata,createdAt,runAt,startedAt,finishedAt,updatedAt,expiresAt,traceId,links',
    );
  });

  it('names what is wrong as the client sent it', async () => {
    const flat = await send(post('{"prompt":5,"tags":[]}'));
    expect(flat.json().errors.map(({ path }: { path: string }) => path)).toEqual(['tags', 'prompt']);
    const batch = await send({
      ...post(
        '{"tasks":[{"prompt":"x"},{"prompt":5},{"type":"ai.text-generation","input":{},"priority":11}]}',
      ),
      url: '/api/v1/tasks/batch',
    });
    expect(batch.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'tasks.1.prompt',
      'tasks.2.priority',
      'tasks.2.input.prompt',
    ]);
  });

  it('takes larger bodies for a batch', async () => {
    const answer = await send({
      ...post(`{"tasks":[{"prompt":"${'x'.repeat(3 * 1024 * 1024)}"}]}`),
      url: '/api/v1/tasks/batch',
    });
    expect(answer.statusCode).toBe(201);
  });

  it('says 503 while the database is away, and 500 for a fault of ours, without a word of either', async () => {
    tasks.fail = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const away = await send(post('{"prompt":"x"}'));
    expect([away.statusCode, away.headers['retry-after'], away.json().code]).toEqual([
      503,
      '2',
      'database_unavailable',
    ]);
    tasks.fail = Object.assign(new Error('SELECT secret'), {
      query: 'SELECT secret',
      parameters: ['my prompt'],
    });
    const broken = await send(post('{"prompt":"x"}'));
    expect([broken.statusCode, broken.json().code]).toEqual([500, 'internal']);
    expect(broken.body).not.toMatch(/SELECT|stack/);
    expect(LOGGED.join('')).not.toContain('my prompt');
  });

  it.each<[string, Sent, number]>([
    ['a page of another site', post('{"prompt":"x"}', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }), 403],
    ['another origin', post('{"prompt":"x"}', { ...JSON_TYPE, origin: 'https://evil.example' }), 403],
    [
      'its own page',
      post('{"prompt":"x"}', {
        ...JSON_TYPE,
        origin: 'http://localhost:3000',
        'sec-fetch-site': 'same-origin',
      }),
      201,
    ],
    ['a name that was made to point here', { url: '/api/v1/tasks', headers: { host: 'evil.example' } }, 403],
    ['127.0.0.1', { url: '/api/v1/tasks', headers: { host: '127.0.0.1:3000' } }, 200],
  ])('while it stands open, answers %s with %#', async (_, sent, status) => {
    expect((await send(sent)).statusCode).toBe(status);
  });

  const browser = (site: string, mode: string, destination: string, more: object = {}) => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': destination,
    ...more,
  });
  it.each<[string, Sent, number]>([
    [
      'a picture in a foreign page',
      { url: '/api/v1/tasks', headers: browser('cross-site', 'no-cors', 'image') },
      403,
    ],
    [
      'a fetch of a page on another port',
      { url: '/api/v1/tasks', headers: browser('same-site', 'cors', 'empty') },
      403,
    ],
    [
      'a fetch of a browser that says only its origin',
      { url: '/api/v1/tasks', headers: { origin: 'http://localhost:5173' } },
      403,
    ],
    [
      'a frame in a foreign page',
      { url: '/docs', headers: browser('cross-site', 'navigate', 'iframe') },
      403,
    ],
    [
      'a link in a foreign page',
      { url: '/docs', headers: browser('cross-site', 'navigate', 'document') },
      200,
    ],
    [
      'a form in a foreign page',
      post('{"prompt":"x"}', browser('cross-site', 'navigate', 'document', JSON_TYPE)),
      403,
    ],
    ['its own page', { url: '/api/v1/tasks', headers: browser('same-origin', 'cors', 'empty') }, 200],
    ['an address that was typed', { url: '/', headers: browser('none', 'navigate', 'document') }, 200],
    ...[
      ...['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'],
      ...['cf-connecting-ip', 'true-client-ip', 'cdn-loop', 'x-client-ip'],
    ].map((name): [string, Sent, number] => [
      `a proxy that says ${name}`,
      { url: '/api/v1/tasks', headers: { [name]: '1.1 x' } },
      403,
    ]),
  ])('while it stands open, answers %s', async (_, sent, status) => {
    expect((await send(sent)).statusCode).toBe(status);
  });

  it.each([
    '/',
    '/docs',
    '/docs/swagger-ui-bundle.js',
    '/docs-json',
    '/api/v1/tasks',
    '/api/v1/nothing',
    '/api/v1/tasks/%zz',
    '/metrics',
  ])('lets no page frame or use %s', async (url) => {
    const { headers } = await send({ url });
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('takes a safe request id and replaces another, and logs no query', async () => {
    expect(
      (await send({ url: '/api/v1/tasks', headers: { 'x-request-id': 'abc-1' } })).headers['x-request-id'],
    ).toBe('abc-1');
    expect(
      (await send({ url: '/api/v1/tasks?search=private', headers: { 'x-request-id': 'a b' } })).headers[
        'x-request-id'
      ],
    ).not.toBe('a b');
    expect(LOGGED.join('')).not.toContain('private');
  });

  it('has one line a request, a quiet one where it only looked and it worked', async () => {
    const linesOf = async (sent: Sent, fail: Error | null = null): Promise<[string, string][]> => {
      const before = LOGGED.length;
      tasks.fail = fail;
      await send(sent);
      const lines = LOGGED.slice(before).map(
        (line) => JSON.parse(line) as { 'log.level': string; message: string },
      );
      return lines.map((line) => [line['log.level'], line.message]);
    };
    expect(await linesOf({ url: '/api/v1/tasks' })).toEqual([['debug', 'request']]);
    expect(await linesOf({ url: '/health/ready' })).toEqual([['debug', 'request']]);
    expect(await linesOf({ url: '/api/v1/nothing' })).toEqual([['info', 'request']]);
    expect(await linesOf(post('{"prompt":"x"}'))).toEqual([['info', 'request']]);
    expect(await linesOf(post('{"prompt":"x"}'), new Error('a fault of ours'))).toEqual([
      ['error', 'a request failed'],
      ['debug', 'request'],
    ]);
  });

  it.each([
    '/docs',
    '/docs/swagger-ui-bundle.js',
    '/docs-yaml',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/api/v1/task-types',
    '/api/v1/queues',
    '/api/v1/workers',
  ])('serves %s', async (url) => expect((await send({ url })).statusCode).toBe(200));

  it.each(['/', '/tasks', '/tasks/0192f0c8-0000-7000-8000-000000000000', '/new', '/queues'])(
    'serves the dashboard at %s',
    async (url) => {
      const { statusCode, headers, body } = await send({ url });
      const nonce = /name="csp-nonce" content="([^"]+)"/.exec(body)?.[1];
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers['content-security-policy']).not.toContain('unsafe');
    },
  );
});

describe('the HTTP API with keys', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => ({ app } = await startHttp(KEYS)));
  afterAll(() => app.close());

  it.each<[string, Sent, number]>([
    ['no key', { url: '/api/v1/tasks' }, 401],
    ['no key, whatever the body', post('{"prompt":'), 401],
    ['a wrong key', { url: '/api/v1/tasks', headers: { 'x-api-key': 'nope' } }, 401],
    [
      'a key that reads',
      { url: '/api/v1/tasks', headers: { 'x-api-key': 'a-long-enough-key-of-reader' } },
      200,
    ],
    [
      'a key that reads, to write',
      post('{"prompt":"x"}', { ...JSON_TYPE, authorization: 'Bearer a-long-enough-key-of-reader' }),
      403,
    ],
    [
      'a key that writes',
      post('{"prompt":"x"}', { ...JSON_TYPE, authorization: 'Bearer a-long-enough-key-of-writer' }),
      201,
    ],
    [
      'a key that writes, to read',
      { url: '/api/v1/tasks', headers: { authorization: 'bearer a-long-enough-key-of-writer' } },
      200,
    ],
    ['no key, for metrics', { url: '/metrics' }, 401],
    [
      'a key for metrics',
      { url: '/metrics', headers: { authorization: 'Bearer a-long-enough-key-of-metrics' } },
      200,
    ],
    [
      'a key that reads, for metrics',
      { url: '/metrics', headers: { authorization: 'Bearer a-long-enough-key-of-reader' } },
      200,
    ],
    [
      'a key for metrics, to read',
      { url: '/api/v1/tasks', headers: { authorization: 'Bearer a-long-enough-key-of-metrics' } },
      403,
    ],
    [
      'a key for metrics, to stream',
      { url: '/api/v1/events', headers: { authorization: 'Bearer a-long-enough-key-of-metrics' } },
      403,
    ],
    ['no key, for a path spelled otherwise', { url: '/%61pi/v1/tasks' }, 401],
    ['no key, for health', { url: '/health/ready' }, 200],
    ['no key, for the documentation', { url: '/docs-json' }, 200],
  ])('answers %s', async (_, sent, status) => {
    const answer = await app.inject(sent);
    expect(answer.statusCode).toBe(status);
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('slows an address that tries keys, logs it, and goes on with a key that worked', async () => {
    const from = (remoteAddress: string, key: string): ReturnType<NestFastifyApplication['inject']> =>
      app.inject({ url: '/api/v1/tasks', headers: { 'x-api-key': key }, remoteAddress });
    await from('192.0.2.7', 'a-long-enough-key-of-reader');
    const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => from('192.0.2.7', `guess-${n}`)));
    const slowed = answers.filter(({ statusCode }) => statusCode === 429);
    expect(slowed.length).toBeGreaterThan(370);
    expect([slowed[0]?.json().code, slowed[0]?.headers['retry-after']]).toEqual(['too_many_wrong_keys', '1']);
    expect((await from('192.0.2.7', 'a-long-enough-key-of-reader')).statusCode).toBe(200);
    expect((await from('192.0.2.8', 'x')).statusCode).toBe(401);
    expect(
      LOGGED.filter((line) => line.includes('wrong API key') && line.includes('192.0.2.7')).length,
    ).toBeLessThan(30);
    expect(LOGGED.join('')).not.toContain('guess-1');
  });
});

describe('an API on loopback', () => {
  const answers = async (
    variables: Record<string, string>,
    headers: Record<string, string>,
  ): Promise<number> => {
    const { app } = await startHttp(variables);
    const { statusCode } = await app.inject({
      url: '/api/v1/tasks',
      headers: { host: 'localhost:3000', ...headers },
    });
    await app.close();
    return statusCode;
  };
  const key = 'a-long-enough-key-of-somebody';

  it('needs the keys that are set', async () => {
    expect(await answers({ API_KEYS: `ops:${key}` }, {})).toBe(401);
    expect(
      await answers(
        { API_KEYS: `ops:${key}` },
        { 'x-api-key': key, 'x-forwarded-for': '192.0.2.1', host: 'tasks.example' },
      ),
    ).toBe(200);
  });

  it('checks the host with AUTH=off, and leaves a proxy to its operator', async () => {
    expect(await answers({ AUTH: 'off' }, { host: 'evil.example' })).toBe(403);
    expect(await answers({ AUTH: 'off' }, { 'x-forwarded-for': '192.0.2.1' })).toBe(200);
    expect(await answers({ AUTH: 'off', HOST: '0.0.0.0' }, { host: 'tasks.example' })).toBe(200);
  });
});

describe('the address of a caller', () => {
  const addressFrom = async (variables: Record<string, string>): Promise<string | undefined> => {
    const { app } = await startHttp({ ...KEYS, ...variables });
    LOGGED.length = 0;
    const headers = { 'x-forwarded-for': '198.51.100.9, 192.0.2.1' };
    await app.inject({ url: '/api/v1/tasks', headers, remoteAddress: '10.0.0.1' });
    await app.close();
    return /"(?:address|source\.ip)":"([^"]+)"/.exec(LOGGED.join(''))?.[1];
  };

  it('is that of the connection', async () => expect(await addressFrom({})).toBe('10.0.0.1'));
  it('is the one that the trusted proxies name', async () => {
    expect(await addressFrom({ TRUSTED_PROXIES: '10.0.0.0/8' })).toBe('192.0.2.1');
    expect(await addressFrom({ TRUSTED_PROXIES: '10.0.0.0/8,192.0.2.1' })).toBe('198.51.100.9');
    expect(await addressFrom({ TRUSTED_PROXIES: '192.0.2.0/24' })).toBe('10.0.0.1');
  });
});
