import { onAnyBroker } from '../support/brokers.js';
import { type Answer, events, OpenAiServer, piece, type RecordedRequest } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';

const KEY = 'sk-test-never-in-a-log';
/** What servers of OpenAI's protocol send, by the prompt that asks for it, and what becomes of the task. */
const STOP = piece({}, { finish_reason: 'stop' });
const stream = (...data: unknown[]): Answer => ({ raw: [events(...data)] });
const LARGE = 'x'.repeat(1_000_000);
const SENT: Record<string, readonly [Answer, object]> = {
  'usage without choices': [
    stream(
      piece('Hello'),
      STOP,
      { usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
      '[DONE]',
    ),
    {
      status: 'COMPLETED',
      result: { text: 'Hello', finishReason: 'stop' },
      usage: { inputTokens: 3, outputTokens: 2 },
    },
  ],
  'no finish reason': [
    stream(piece('Hello'), '[DONE]'),
    { status: 'COMPLETED', result: { text: 'Hello', finishReason: 'unknown' } },
  ],
  'no end of the connection': [
    { raw: [events(piece('Hello'), STOP, '[DONE]')], ending: 'hang' },
    { status: 'COMPLETED', result: { text: 'Hello' } },
  ],
  'a reason that is no end': [
    stream(piece('Hel'), piece({}, { finish_reason: 'error' }), '[DONE]'),
    { status: 'FAILED', error: { code: 'provider_unavailable', retryable: true } },
  ],
  'code 429 inside': [
    stream(piece('Hel'), { error: { code: 429, message: 'x' } }),
    { status: 'FAILED', error: { code: 'rate_limited', retryable: true } },
  ],
  'a key that is wrong, with 200': [
    { raw: ['{"error":{"code":"invalid_api_key"}}'] },
    { status: 'FAILED', error: { code: 'provider_rejected', retryable: false } },
  ],
  'neither reason nor end': [
    stream(piece('Hel')),
    { status: 'FAILED', error: { code: 'provider_unavailable' } },
  ],
  'usage that is none': [
    stream(
      piece('Hello'),
      STOP,
      '{"choices":[],"usage":{"prompt_tokens":9007199254740993,"completion_tokens":1.5}}',
      '[DONE]',
    ),
    { status: 'COMPLETED', result: { text: 'Hello' }, usage: null },
  ],
  'ten megabytes': [
    { raw: Array.from({ length: 10 }, () => events(piece(LARGE))), ending: 'hang' },
    { status: 'FAILED', error: { code: 'result_too_large', retryable: false } },
  ],
};

const PIECES = ['  Grüße', ', 世', '界 ', '😀', '\n\n', '`code`', '', ' end. '];

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;

  beforeAll(async () => {
    openai = await OpenAiServer.start();
    const { baseUrl } = openai;
    const others = { DEEPSEEK_BASE_URL: baseUrl, OPENAI_COMPATIBLE_BASE_URL: baseUrl };
    const variables = {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: baseUrl,
      ...others,
      DEFAULT_MODEL: 'test-model',
    };
    system = await TestSystem.start({ broker, variables });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  it("gives the provider's stream byte for byte, with usage", async () => {
    openai.next({
      pieces: PIECES,
      bytesPerWrite: 3,
      usage: { prompt_tokens: 7, completion_tokens: 8, total_tokens: 15 },
    });
    const { id } = await system.client.submit({ prompt: 'Say it', model: 'some-model' });
    const task = await system.client.ended(id);
    expect(task.result).toEqual({
      text: PIECES.join(''),
      finishReason: 'stop',
      provider: 'openai',
      model: 'some-model',
      simulated: false,
    });
    expect(task.usage).toEqual({
      provider: 'openai',
      model: 'some-model',
      inputTokens: 7,
      outputTokens: 8,
      totalTokens: 15,
    });
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
    expect(task).toMatchObject({
      status: 'FAILED',
      error: { code: 'provider_rejected', retryable: false },
      attempts: { made: 1 },
    });
    expect(JSON.stringify(task)).not.toContain(KEY);
  });

  it('retries a stream that broke off, and never takes half of it for the answer', async () => {
    openai.next({ pieces: ['half an ans'], ending: 'cut' });
    const { id } = await system.client.submit({
      type: 'ai.text-generation',
      input: { prompt: 'broken' },
      maxAttempts: 1,
    });
    const task = await system.client.ended(id);
    expect(task).toMatchObject({
      status: 'FAILED',
      result: null,
      error: { code: 'provider_unavailable', retryable: true },
    });
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

  // Nothing in there depends on the broker.
  if (broker === 'postgres')
    describe('whatever the broker', () => {
      it.each(['openai', 'deepseek', 'openai-compatible'])(
        'reads what servers send to %s as it is meant',
        async (provider) => {
          openai.always(
            ({ body }: RecordedRequest) =>
              SENT[String(body.messages[0]?.content)]?.[0] ?? { pieces: ['Hello'] },
          );
          const submit = (prompt: string) =>
            system.client.submit({
              type: 'ai.text-generation',
              input: { prompt, provider, model: 'm' },
              maxAttempts: 1,
            });
          const tasks = await Promise.all(Object.keys(SENT).map(submit));
          const ended = await Promise.all(tasks.map(({ id }) => system.client.ended(id)));
          expect(ended).toMatchObject(Object.values(SENT).map(([, outcome]) => outcome));
        },
      );

      it('names each run with a key of its own, and waits where Retry-After says 0', async () => {
        const before = openai.requests.length;
        openai.next({ status: 429, headers: { 'retry-after': '0' } }, { pieces: ['ok'] });
        const { id } = await system.client.submit({ prompt: 'once more' });
        expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
        const [first, second] = openai.requests.slice(before);
        expect([first?.headers['idempotency-key'], second?.headers['idempotency-key']]).toEqual([
          `${id}:0.0`,
          `${id}:0.1`,
        ]);
        expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_250);
      });

      it('refuses options that would override the request', async () => {
        const input = { prompt: 'x', providerOptions: { openai: { model: 'dear', n: 5 } } };
        const { status, body } = await system.client.call<{ errors: object[] }>('POST', '/tasks', {
          type: 'ai.text-generation',
          input,
        });
        expect(status).toBe(400);
        expect(body.errors).toMatchObject([
          { path: 'input.providerOptions.openai.model' },
          { path: 'input.providerOptions.openai.n' },
        ]);
      });
    });

  it('refuses a provider that is not on, and never falls back', async () => {
    const { status, body } = await system.client.call<{ errors: object[] }>('POST', '/tasks', {
      prompt: 'x',
      provider: 'anthropic',
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: 'provider', message: expect.stringContaining('openai') }]);
  });

  it('keeps the key and the prompts out of every log', () => {
    for (const process of [...system.apis, ...system.workers])
      expect(process.text).not.toMatch(/sk-test|Say it/);
  });
});
