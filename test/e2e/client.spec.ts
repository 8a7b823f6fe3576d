import {
  ApiError,
  ConnectionError,
  createTaskRunnerClient,
  follow,
  type TaskEvent,
  textAfter,
} from '@app/client';
import { onAnyBroker } from '../support/brokers.js';
import { blocksOfGroup } from '../support/docs-blocks.js';
import { OpenAiServer } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const PIECES = Array.from({ length: 300 }, (_, index) => `${index} é😀 `);

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;
  beforeAll(async () => {
    openai = await OpenAiServer.start();
    system = await TestSystem.start({
      broker,
      variables: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl },
    });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  const client = () => createTaskRunnerClient({ baseUrl: system.client.origin });
  const submitText = async () => {
    const { data } = await client().POST('/api/v1/tasks', {
      body: { type: 'ai.text-generation', input: { prompt: 'follow me' } },
    });
    return (data as { id: string }).id;
  };

  it('submits, reads and lists with types', async () => {
    const body = { type: 'demo.calculation' as const, input: { expression: '1 + 1' } };
    const { data: task } = await client().POST('/api/v1/tasks', { body });
    const id = (task as { id: string }).id;
    const events: TaskEvent[] = [];
    for await (const event of follow(id, { baseUrls: [system.client.origin] })) events.push(event);
    expect(events.at(-1)).toMatchObject({
      event: 'end',
      data: { id, status: 'COMPLETED', result: { value: '2' } },
    });
    const { data: read } = await client().GET('/api/v1/tasks/{id}', { params: { path: { id } } });
    expect(read).toMatchObject({ id, status: 'COMPLETED' });
  });

  it('gives results the type of their task, and takes the first request of the README', async () => {
    const sum = await client().submit(
      { type: 'demo.calculation', input: { expression: '6 * 7' } },
      { waitSeconds: 10, idempotencyKey: 'k' },
    );
    const value: string | undefined = sum.result?.value;
    expect([sum.type, sum.status, value]).toEqual(['demo.calculation', 'COMPLETED', '42']);
    expect(
      await client().submit(
        { type: 'demo.calculation', input: { expression: '6 * 7' } },
        { idempotencyKey: 'k' },
      ),
    ).toEqual(sum);
    openai.next({ pieces: ['An ', 'answer.'] });
    const answer = await client().submit({ prompt: 'What is artificial intelligence?' }, { waitSeconds: 10 });
    const text: string | undefined = answer.result?.text;
    expect(text).toBe('An answer.');
    const read = await client().task(answer.id);
    expect(read.type === 'ai.text-generation' && read.result?.text).toBe('An answer.');
    await expect(client().submit({ prompt: '' })).rejects.toMatchObject({
      status: 400,
      code: 'invalid_input',
    });
  });

  it('runs the programs of docs/client.md', async () => {
    openai.next({ pieces: ['An ', 'answer.'] });
    const printed: unknown[][] = [];
    const given = {
      id: await submitText(),
      apiKey: 'none',
      signal: AbortSignal.timeout(30_000),
      console: { log: (...all: unknown[]) => printed.push(all) },
    };
    const texts = (await blocksOfGroup('docs/client.md', 'typed client')).map(({ text }) =>
      text.replace(/^import .*/, ''),
    );
    const program = texts.join('\n').replaceAll(/http:\/\/(?:localhost|one|two):3000/g, system.client.origin);
    const names = { ...given, createTaskRunnerClient, follow, textAfter };
    await (new AsyncFunction(...Object.keys(names), program) as (...all: unknown[]) => Promise<void>)(
      ...Object.values(names),
    );
    expect(printed).toEqual([[expect.any(String)], ['COMPLETED', 'An answer.'], ['42'], ['An answer.']]);
  });

  it('rejects with what the server refused, and where none listens', async () => {
    const refused = client().GET('/api/v1/tasks/{id}', { params: { path: { id: UNKNOWN } } });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ status: 404, problem: { status: 404 } });
    const nowhere = createTaskRunnerClient({ baseUrl: 'http://127.0.0.1:1' });
    await expect(nowhere.GET('/api/v1/queues')).rejects.toBeInstanceOf(ConnectionError);
    await expect(follow(UNKNOWN, { baseUrls: [system.client.origin] }).next()).rejects.toMatchObject({
      status: 404,
    });
    const impatient = follow(UNKNOWN, { baseUrls: ['http://127.0.0.1:1'], patienceMs: -1 });
    await expect(impatient.next()).rejects.toBeInstanceOf(ConnectionError);
  });

  it('goes on at the other API when the one it reads from is killed, and misses and repeats nothing', async () => {
    const other = await system.startApi();
    const { process: doomed, client: first } = await system.startOwnApi();
    openai.next({ pieces: PIECES.map((text, index) => (index % 10 ? text : { text, delayMs: 30 })) });
    const id = await submitText();
    const seen: TaskEvent[] = [];
    let text = '';
    let lost = 0;
    const onReconnect = (): void => void (lost += 1);
    for await (const event of follow(id, { baseUrls: [first.origin, other.client.origin], onReconnect })) {
      seen.push(event);
      text = textAfter(text, event);
      if (text && lost === 0) doomed.signal('SIGKILL');
    }
    const ids = seen.map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text).toBe(PIECES.join(''));
    expect(seen.at(-1)).toMatchObject({ event: 'end', data: { result: { text } } });
    expect(lost).toBeGreaterThan(0);
  });

  it('ends with its signal', async () => {
    openai.next({ pieces: ['begun'], ending: 'hang' });
    const id = await submitText();
    const stop = new AbortController();
    let text = '';
    const reading = (async () => {
      for await (const event of follow(id, { baseUrls: [system.client.origin], signal: stop.signal }))
        text = textAfter(text, event);
    })();
    const ended = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => text === 'begun', 20_000);
    stop.abort();
    await ended;
    await system.client.call('POST', `/tasks/${id}/cancel`);
  });
});
