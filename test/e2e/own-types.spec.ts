import { resolve } from 'node:path';
import { forEachBroker } from '../support/brokers.js';
import { TestSystem } from '../support/test-system.js';

const OWN = { TASK_TYPES: resolve('test/fixtures/own-types') };

forEachBroker((broker) => {
  let system: TestSystem;
  let url: string;
  beforeAll(async () => {
    system = await TestSystem.start({ broker, workers: 0 });
    const [api] = await Promise.all([system.startOwnApi(OWN), system.startOwnWorker(OWN)]);
    url = String((await api.process.line(({ msg }) => msg === 'api is up')).url);
    system.client = api.client;
  });
  afterAll(() => system.stop());

  it('runs a task type of a folder of TypeScript, in the queue that it defines', async () => {
    const task = await system.client.submit({ type: 'acme.hello', input: { person: { name: 'Ada' } } });
    expect(task.queue).toBe('own-work');
    expect(await system.client.ended(task.id)).toMatchObject({
      status: 'COMPLETED',
      result: { greeting: 'Hello, Ada!' },
    });
  });

  it('refuses its input by its class, with the path', async () => {
    const answer = await fetch(`${url}/api/v1/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'acme.hello', input: { person: { name: 5 } } }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: expect.arrayContaining([{ path: 'input.person.name', message: 'must be a string' }]),
    });
  });

  it('gives the stored files to a handler that asks for them in its constructor', async () => {
    const fileId = await upload('a quiet text');
    const { id } = await system.client.submit({ type: 'acme.shout', input: { fileId } });
    const { result } = await system.client.ended(id);
    const shouted = await fetch(`${url}/api/v1/files/${String(result?.shoutedFileId)}`);
    expect(await shouted.text()).toBe('A QUIET TEXT');
  });

  it('shows it in Swagger and among the types, beside those of the product', async () => {
    const document = JSON.stringify(await (await fetch(`${url}/docs-json`)).json());
    expect(document).toContain('AcmeHelloSubmission');
    const { data } = (await (await fetch(`${url}/api/v1/task-types`)).json()) as { data: { name: string }[] };
    expect(data.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['acme.hello', 'demo.calculation', 'http.request']),
    );
  });

  async function upload(text: string): Promise<string> {
    const body = new FormData();
    body.append('file', new Blob([text], { type: 'text/plain' }), 'text.txt');
    const answer = await fetch(`${url}/api/v1/files`, { method: 'POST', body });
    return ((await answer.json()) as { id: string }).id;
  }
});
