import { ApiError, ConnectionError, createTaskRunnerClient, follow, type TaskEvent, textAfter } from '@app/client';
import { onAnyBroker } from '../support/brokers.js';
import { OpenAiServer } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const PIECES = Array.from({ length: 300 }, (_, index) => `${index} é😀 `);

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;
  beforeAll(async () => {
    openai = await OpenAiServer.start();
    system = await TestSystem.start({ broker, variables: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl } });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  const client = () => createTaskRunnerClient({ baseUrl: system.client.origin });
  const submitText = async () => {
    const { data } = await client().POST('/api/v1/tasks', { body: { type: 'ai.text-generation', input: { prompt: 'follow me' } } });
    return (data as { id: string }).id;
  };

  it('submits, reads and lists with types', async () => {
    const body = { type: 'demo.calculation' as const, input: { expression: '1 + 1' } };
    const { data: task } = await client().POST('/api/v1/tasks', { body });
    const id = (task as { id: string }).id;
    const events: TaskEvent[] = [];
    for await (const event of follow(id, { baseUrls: [system.client.origin] })) events.push(event);
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { id, status: 'COMPLETED', result: { value: '2' } } });
    const { data: read } = await client().GET('/api/v1/tasks/{id}', { params: { path: { id } } });
    expect(read).toMatchObject({ id, status: 'COMPLETED' });
  });

  it('rejects with what the server refused, and where none listens', async () => {
    const refused = client().GET('/api/v1/tasks/{id}', { params: { path: { id: UNKNOWN } } });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ status: 404, problem: { status: 404 } });
    const nowhere = createTaskRunnerClient({ baseUrl: 'http://127.0.0.1:1' });
    await expect(nowhere.GET('/api/v1/queues')).rejects.toBeInstanceOf(ConnectionError);
    await expect(follow(UNKNOWN, { baseUrls: [system.client.origin] }).next()).rejects.toMatchObject({ status: 404 });
    const impatient = follow(UNKNOWN, { baseUrls: ['http://127.0.0.1:1'], patienceMs: -1 });
    await expect(impatient.next()).rejects.toBeInstanceOf(ConnectionError);
  });

  it('goes on at the other API when the one it reads from is killed, and misses and repeats nothing', async () => {
    const other = await system.startApi();
    const { process: doomed, client: first } = await system.startApi();
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
      for await (const event of follow(id, { baseUrls: [system.client.origin], signal: stop.signal })) text = textAfter(text, event);
    })();
    const ended = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => text === 'begun', 20_000);
    stop.abort();
    await ended;
    await system.client.call('POST', `/tasks/${id}/cancel`);
  });
});
