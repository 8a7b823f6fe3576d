import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import { IsString } from 'class-validator';
import { type Configuration, ConfigModule, loadConfiguration } from '@app/config';
import { FileStore } from '@app/files';
import { createLogger, ObservabilityModule } from '@app/observability';
import {
  DatabaseHealth,
  QueueAlertRepository,
  QueueSettingsRepository,
  QueueStatsRepository,
  StatisticsRepository,
  type Task,
  WorkerRepository,
} from '@app/persistence';
import { BrokerHealth } from '@app/queue';
import { BulkActionsService, ChangeStreams, SchedulesService, TaskStreams, TaskWaits } from '@app/tasks';
import { type Submission, TaskConflict, TaskNotFound, TasksService, TaskType, TaskTypeRegistry } from '@app/tasks';
import { WebhookPolicy, WebhooksService } from '@app/webhooks';
import { CONTROLLER_PROVIDERS, CONTROLLERS } from './controllers.js';
import { configureHttp, fastifyAdapter } from './http.js';

class PromptInput {
  @IsString() readonly prompt!: string;
}

@TaskType({
  name: 'ai.text-generation',
  queue: 'ai_processing',
  description: 'x',
  input: PromptInput,
  result: PromptInput,
  examples: { short: { prompt: 'Hi' } },
})
class TextHandler {
  run = async (): Promise<PromptInput> => ({ prompt: '' });
}

const ID = '01920000-0000-7000-8000-000000000000';
const TIME = new Date('2026-01-02T03:04:05.678Z');

/** Checks like the real service; keeps nothing. */
class FakeTasks {
  fail: Error | null = null;
  types!: TaskTypeRegistry;

  async submit({ type, input, priority = 1 }: Submission): Promise<Task> {
    if (this.fail) throw this.fail;
    this.types.check(type, input);
    const nothing = {
      createdAt: TIME,
      updatedAt: TIME,
      result: null,
      error: null,
      usage: null,
      workerId: null,
      runAt: null,
      startedAt: null,
      finishedAt: null,
      expiresAt: null,
    };
    const counts = { progressPercent: 0, progressMessage: null, attemptsMade: 0, attemptsMax: 4, timeoutMs: 1000, tags: [], metadata: {} };
    return { id: ID, type, queue: 'q', status: 'PENDING', input, priority, ...nothing, ...counts } as unknown as Task;
  }
  submitAll(all: Submission[]): Promise<Task[]> {
    return Promise.all(all.map((one) => this.submit(one)));
  }
  async list(): Promise<Task[]> {
    if (this.fail) throw this.fail;
    return [];
  }
  readonly get = async (id: string): Promise<Task> => Promise.reject(new TaskNotFound(id));
  readonly find = this.get;
  async cancel(): Promise<Task> {
    throw new TaskConflict('ended');
  }
}

const KEYS = { HOST: '0.0.0.0', API_KEYS: 'looker:key-of-reader:read,writer:key-of-writer:write' };
const LOGGED: string[] = [];

async function start(variables: Record<string, string> = {}): Promise<{ app: NestFastifyApplication; tasks: FakeTasks }> {
  const configuration: Configuration = loadConfiguration(variables);
  const logger = createLogger({ level: 'info', format: 'json' }, 'api', { write: (line: string) => void LOGGED.push(line) });
  const tasks = new FakeTasks();
  const fake = (provide: unknown, useValue: object): object => ({ provide, useValue });
  @Module({
    imports: [
      ConfigModule.forRoot(configuration),
      ObservabilityModule.forRoot(logger),
      DiscoveryModule,
      TerminusModule.forRoot({ logger: false }),
    ],
    controllers: CONTROLLERS,
    providers: [
      ...CONTROLLER_PROVIDERS,
      TaskTypeRegistry,
      TextHandler,
      fake(QueueAlertRepository, { active: async () => [] }) as never,
      fake(QueueSettingsRepository, { all: async () => [] }) as never,
      fake(SchedulesService, {}) as never,
      ...[TasksService, TaskStreams, TaskWaits, ChangeStreams].map((one) => fake(one, tasks) as never),
      fake(FileStore, {}) as never,
      WebhookPolicy,
      fake(WebhooksService, { redeliver: () => Promise.reject(new TaskConflict('no event yet')) }) as never,
      fake(QueueStatsRepository, { counts: async () => [], activity: async () => [] }) as never,
      fake(StatisticsRepository, {}) as never,
      fake(BulkActionsService, {}) as never,
      fake(WorkerRepository, { list: async () => [] }) as never,
      fake(DatabaseHealth, { check: async () => ({ database: { status: 'up' } }) }) as never,
      fake(BrokerHealth, { check: async () => ({ broker: { status: 'up', degraded: true } }) }) as never,
    ],
  })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, fastifyAdapter(logger), { logger: false, abortOnError: false });
  configureHttp(app, { configuration, logger, version: '1.2.3' });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  tasks.types = app.get(TaskTypeRegistry);
  return { app, tasks };
}

const JSON_TYPE = { 'content-type': 'application/json' };
type Sent = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; url: string; payload?: string; headers?: Record<string, string> };
const post = (payload: string, headers: Record<string, string> = JSON_TYPE): Sent => ({
  method: 'POST',
  url: '/api/v1/tasks',
  payload,
  headers,
});

describe('the HTTP API', () => {
  let app: NestFastifyApplication;
  let tasks: FakeTasks;
  const send = ({ headers, ...sent }: Sent): ReturnType<NestFastifyApplication['inject']> =>
    app.inject({ ...sent, headers: { host: 'localhost:3000', ...headers } });

  beforeAll(async () => ({ app, tasks } = await start()));
  afterAll(() => app.close());
  beforeEach(() => void (tasks.fail = null));

  it.each<[string, Sent, number, string]>([
    ['JSON that breaks off', post('{"prompt":'), 400, 'invalid_request'],
    ['__proto__', post('{"prompt":"x","__proto__":{"a":1}}'), 400, 'invalid_request'],
    ['constructor.prototype', post('{"prompt":"x","constructor":{"prototype":{}}}'), 400, 'invalid_request'],
    ['a constructor key', post('{"type":"ai.text-generation","input":{"prompt":"x"},"constructor":5}'), 400, 'invalid_input'],
    ['a constructor key in the input', post('{"type":"ai.text-generation","input":{"prompt":"x","constructor":5}}'), 400, 'invalid_input'],
    ['toString in the input', post('{"type":"ai.text-generation","input":{"prompt":"x","toString":5}}'), 400, 'invalid_input'],
    ['an array', post('[]'), 400, 'invalid_input'],
    ['null', post('null'), 400, 'invalid_input'],
    ['a number', post('5'), 400, 'invalid_input'],
    ['nothing', post(''), 400, 'invalid_input'],
    ['deep nesting', post(`{"prompt":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 400, 'invalid_input'],
    ['invalid UTF-8', { ...post(''), payload: Buffer.from([0x22, 0xff, 0x22]) as unknown as string }, 400, 'invalid_request'],
    ['plain text', post('hello', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
    ['a real form', post('prompt=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported_media_type'],
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
    ['a redelivery of nothing', { method: 'POST', url: `/api/v1/tasks/${ID}/webhook-deliveries/redeliver` }, 409, 'conflict'],
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
  });

  it('accepts the flat body, also as plain curl sends it', async () => {
    const answer = await send(post('{"prompt":"Hi","priority":7}', { 'content-type': 'application/x-www-form-urlencoded' }));
    expect([answer.statusCode, answer.headers.location]).toEqual([201, `/api/v1/tasks/${ID}`]);
    expect(answer.json()).toMatchObject({
      type: 'ai.text-generation',
      input: { prompt: 'Hi' },
      priority: 7,
      createdAt: '2026-01-02T03:04:05.678Z',
    });
    expect(Object.keys(answer.json()).join()).toBe(
      'id,type,queue,status,input,result,error,progress,priority,attempts,timeoutMs,usage,worker,tags,metadata,createdAt,runAt,startedAt,finishedAt,updatedAt,expiresAt,links',
    );
  });

  it('names what is wrong as the client sent it', async () => {
    const flat = await send(post('{"prompt":5,"tags":[]}'));
    expect(flat.json().errors.map(({ path }: { path: string }) => path)).toEqual(['tags', 'prompt']);
    const batch = await send({
      ...post('{"tasks":[{"prompt":"x"},{"prompt":5},{"type":"ai.text-generation","input":{},"priority":11}]}'),
      url: '/api/v1/tasks/batch',
    });
    expect(batch.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'tasks.1.prompt',
      'tasks.2.priority',
      'tasks.2.input.prompt',
    ]);
  });

  it('takes larger bodies for a batch', async () => {
    const answer = await send({ ...post(`{"tasks":[{"prompt":"${'x'.repeat(3 * 1024 * 1024)}"}]}`), url: '/api/v1/tasks/batch' });
    expect(answer.statusCode).toBe(201);
  });

  it('says 503 while the database is away, and 500 for a fault of ours, without a word of either', async () => {
    tasks.fail = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const away = await send(post('{"prompt":"x"}'));
    expect([away.statusCode, away.headers['retry-after'], away.json().code]).toEqual([503, '2', 'database_unavailable']);
    tasks.fail = Object.assign(new Error('SELECT secret'), { query: 'SELECT secret', parameters: ['my prompt'] });
    const broken = await send(post('{"prompt":"x"}'));
    expect([broken.statusCode, broken.json().code]).toEqual([500, 'internal']);
    expect(broken.body).not.toMatch(/SELECT|stack/);
    expect(LOGGED.join('')).not.toContain('my prompt');
  });

  it.each<[string, Sent, number]>([
    ['a page of another site', post('{"prompt":"x"}', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }), 403],
    ['another origin', post('{"prompt":"x"}', { ...JSON_TYPE, origin: 'https://evil.example' }), 403],
    ['its own page', post('{"prompt":"x"}', { ...JSON_TYPE, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }), 201],
    ['a name that was made to point here', { url: '/api/v1/tasks', headers: { host: 'evil.example' } }, 403],
    ['127.0.0.1', { url: '/api/v1/tasks', headers: { host: '127.0.0.1:3000' } }, 200],
  ])('while it stands open, answers %s with %#', async (_, sent, status) => {
    expect((await send(sent)).statusCode).toBe(status);
  });

  it('takes a safe request id and replaces another, and logs no query', async () => {
    expect((await send({ url: '/api/v1/tasks', headers: { 'x-request-id': 'abc-1' } })).headers['x-request-id']).toBe('abc-1');
    expect((await send({ url: '/api/v1/tasks?search=private', headers: { 'x-request-id': 'a b' } })).headers['x-request-id']).not.toBe(
      'a b',
    );
    expect(LOGGED.join('')).not.toContain('private');
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

  it.each(['/', '/tasks', '/tasks/0192f0c8-0000-7000-8000-000000000000', '/new', '/queues'])('serves the dashboard at %s', async (url) => {
    const { statusCode, headers, body } = await send({ url });
    const nonce = /name="csp-nonce" content="([^"]+)"/.exec(body)?.[1];
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  describe('its OpenAPI document', () => {
    type Operation = {
      summary?: string;
      tags?: string[];
      responses: Record<string, object>;
      requestBody?: { content: Record<string, { examples?: object }> };
    };
    let document: {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, { discriminator?: { mapping: object } }> };
      info: object;
    };
    beforeAll(async () => void (document = (await send({ url: '/docs-json' })).json()));

    it('has no reference that leads nowhere', () => {
      const references = [...JSON.stringify(document).matchAll(/"(?:\$ref|[\w.-]+)":"#\/components\/schemas\/([^"]+)"/g)].map(
        ([, name]) => name as string,
      );
      expect(references.length).toBeGreaterThan(10);
      expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
    });

    it('describes every operation with a summary, tags and error answers', () => {
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
      );
      const lacking = operations.filter(
        ({ operation: { summary, tags, responses } }) =>
          !summary || !tags?.length || !Object.keys(responses).some((status) => Number(status) >= 400),
      );
      expect(operations.length).toBeGreaterThan(15);
      expect(lacking.map(({ name }) => name)).toEqual([]);
    });

    it('has a schema and an example for each task type', () => {
      expect(document.components.schemas['AnySubmission']?.discriminator?.mapping).toEqual({
        'ai.text-generation': '#/components/schemas/AiTextGenerationSubmission',
      });
      const examples = document.paths['/api/v1/tasks']?.post?.requestBody?.content['application/json']?.examples;
      expect(Object.keys(examples ?? {})).toEqual(['ai.text-generation: short', 'short form']);
    });
  });
});

describe('the HTTP API with keys', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => ({ app } = await start(KEYS)));
  afterAll(() => app.close());

  it.each<[string, Sent, number]>([
    ['no key', { url: '/api/v1/tasks' }, 401],
    ['no key, whatever the body', post('{"prompt":'), 401],
    ['a wrong key', { url: '/api/v1/tasks', headers: { 'x-api-key': 'nope' } }, 401],
    ['a key that reads', { url: '/api/v1/tasks', headers: { 'x-api-key': 'key-of-reader' } }, 200],
    ['a key that reads, to write', post('{"prompt":"x"}', { ...JSON_TYPE, authorization: 'Bearer key-of-reader' }), 403],
    ['a key that writes', post('{"prompt":"x"}', { ...JSON_TYPE, authorization: 'Bearer key-of-writer' }), 201],
    ['a key that writes, to read', { url: '/api/v1/tasks', headers: { authorization: 'bearer key-of-writer' } }, 200],
    ['no key, for metrics', { url: '/metrics' }, 401],
    ['no key, for a path spelled otherwise', { url: '/%61pi/v1/tasks' }, 401],
    ['no key, for health', { url: '/health/ready' }, 200],
    ['no key, for the documentation', { url: '/docs-json' }, 200],
  ])('answers %s', async (_, sent, status) => {
    const answer = await app.inject(sent);
    expect(answer.statusCode).toBe(status);
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer');
  });
});
