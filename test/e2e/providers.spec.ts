import { forEachBroker } from '../support/brokers.js';
import { OpenAiServer } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';

const KEY = 'sk-test-never-in-a-log';
const PIECES = ['  Grüße', ', 世', '界 ', '😀', '\n\n', '`code`', '', ' end. '];

forEachBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;

  beforeAll(async () => {
    openai = await OpenAiServer.start();
    const variables = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openai.baseUrl, DEFAULT_MODEL: 'test-model' };
    system = await TestSystem.start({ broker, variables });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  it("gives the provider's stream byte for byte, with usage", async () => {
    openai.next({ pieces: PIECES, bytesPerWrite: 3, usage: { prompt_tokens: 7, completion_tokens: 8, total_tokens: 15 } });
    const { id } = await system.client.submit({ prompt: 'Say it', model: 'some-model' });
    const task = await system.client.ended(id);
    expect(task.result).toEqual({ text: PIECES.join(''), finishReason: 'stop', provider: 'openai', model: 'some-model', simulated: false });
    expect(task.usage).toEqual({ provider: 'openai', model: 'some-model', inputTokens: 7, outputTokens: 8, totalTokens: 15 });
  });

  it('waits as long as a 429 asks, then succeeds', async () => {
    const before = openai.requests.length;
    openai.next({ status: 429, headers: { 'retry-after': '2' } }, { pieces: ['ok'] });
    const { id } = await system.client.submit({ prompt: 'again' });
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    const [first, second] = openai.requests.slice(before);
    const waitedMs = (second?.at ?? 0) - (first?.at ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(2_000);
    expect(waitedMs).toBeLessThan(5_000);
  });

  it('fails at once where the provider rejects the key', async () => {
    openai.next({ status: 401 });
    const { id } = await system.client.submit({ prompt: 'closed' });
    const task = await system.client.ended(id);
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'provider_rejected', retryable: false }, attempts: { made: 1 } });
    expect(JSON.stringify(task)).not.toContain(KEY);
  });

  it('retries a stream that broke off, and never takes half of it for the answer', async () => {
    openai.next({ pieces: ['half an ans'], ending: 'cut' });
    const { id } = await system.client.submit({ type: 'ai.text-generation', input: { prompt: 'broken' }, maxAttempts: 1 });
    const task = await system.client.ended(id);
    expect(task).toMatchObject({ status: 'FAILED', result: null, error: { code: 'provider_unavailable', retryable: true } });
  });

  it("stops the provider's request within a second of a cancel", async () => {
    const number = openai.requests.length + 1;
    openai.next({ pieces: ['going '], ending: 'hang' });
    const { id } = await system.client.submit({ prompt: 'long' });
    const request = await openai.request(number);
    await system.client.running(id);
    const cancelledAt = Date.now();
    await system.client.call('POST', `/tasks/${id}/cancel`);
    const closed = await request.closed;
    expect(closed.byClient).toBe(true);
    expect(closed.at - cancelledAt).toBeLessThan(1_000);
    expect(await system.client.ended(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('refuses a provider that is not on, and never falls back', async () => {
    const { status, body } = await system.client.call<{ errors: object[] }>('POST', '/tasks', { prompt: 'x', provider: 'anthropic' });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: 'provider', message: expect.stringContaining('openai') }]);
  });

  it('keeps the key and the prompts out of every log', () => {
    for (const process of [...system.apis, ...system.workers]) expect(process.text).not.toMatch(/sk-test|Say it/);
  });
});
