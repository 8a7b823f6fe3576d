import { OpenAiServer } from '../../../../test/support/openai-server.js';
import type { FinishPart, GenerationPart, GenerationRequest, LanguageModel } from '../language-model.js';
import { deepseek } from '../deepseek/deepseek.js';
import { openai } from '../openai/openai.js';
import { openaiCompatible } from '../openai-compatible/openai-compatible.js';
import type { ProviderError } from '../provider-error.js';

const KEY = 'sk-very-secret';
const PROMPT = 'a private prompt';
const CONTEXT = { maxTextBytes: 1_000_000, proxies: { http: null, https: null, none: '' } };

let server: OpenAiServer;

beforeEach(async () => {
  server = await OpenAiServer.start();
});

afterEach(() => server.close());

const connected = (provider = openai): LanguageModel =>
  provider.connect({ apiKey: KEY, baseUrl: server.baseUrl }, CONTEXT);

const request = (changes: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: PROMPT,
  model: 'test-model',
  signal: new AbortController().signal,
  ...changes,
});

async function collect(
  parts: AsyncIterable<GenerationPart>,
): Promise<{ pieces: string[]; finish: FinishPart | undefined }> {
  const pieces: string[] = [];
  for await (const part of parts) {
    if (part.type === 'finish') return { pieces, finish: part };
    pieces.push(part.text);
  }
  return { pieces, finish: undefined };
}

async function failure(changes: Partial<GenerationRequest> = {}, provider = openai): Promise<ProviderError> {
  return collect(connected(provider).generate(request(changes))).then(
    () => Promise.reject(new Error('The generation succeeded.')),
    (error: ProviderError) => error,
  );
}

describe.each([openai, deepseek, openaiCompatible])('$name over HTTP', (provider) => {
  it('passes the text on byte for byte, with reason and usage', async () => {
    const pieces = ['  leading ', '', '\n\n', '👩‍👩‍👧 日本語', '\uD83D', '\uDE00', ' trailing \n'];
    server.next({
      pieces,
      bytesPerWrite: 3,
      finishReason: 'length',
      usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
    });
    const answer = await collect(connected(provider).generate(request()));
    expect(answer.pieces.join('')).toBe(pieces.join(''));
    expect(answer.pieces.join('|')).not.toMatch(/[\uD800-\uDBFF]\||\|[\uDC00-\uDFFF]/);
    expect(answer.finish).toEqual({
      type: 'finish',
      finishReason: 'length',
      usage: { inputTokens: 7, outputTokens: 5, totalTokens: 12 },
      model: 'test-model',
    });
  });

  it('sends model, messages, limits, key and its own options', async () => {
    await collect(
      connected(provider).generate(
        request({ system: 'Be brief.', maxTokens: 9, temperature: 0.5, providerOptions: { user: 'u1' } }),
      ),
    );
    const { headers, body, path } = await server.request(1);
    expect(path).toBe('/v1/chat/completions');
    expect(headers.authorization).toBe(`Bearer ${KEY}`);
    expect(body).toMatchObject({
      model: 'test-model',
      max_tokens: 9,
      temperature: 0.5,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(body.messages).toMatchObject([{ role: 'system', content: 'Be brief.' }, { role: 'user' }]);
    expect(JSON.stringify(body.messages[1])).toContain(PROMPT);
  });

  it.each(['cut', 'truncate'] as const)('fails where the stream ends early (%s)', async (ending) => {
    server.next({ pieces: ['half of an'], ending });
    expect(await failure({}, provider)).toMatchObject({ code: 'provider_unavailable', retryable: true });
  });

  it('asks once, whatever comes back', async () => {
    server.always({ status: 500 });
    expect(await failure({}, provider)).toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect(server.requests).toHaveLength(1);
  });

  it('closes the HTTP request when it is aborted, and throws the reason', async () => {
    server.next({ pieces: ['one'], ending: 'hang' });
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    const parts = connected(provider)
      .generate(request({ signal: cancel.signal }))
      [Symbol.asyncIterator]();
    await parts.next();
    const abortedAt = Date.now();
    cancel.abort(reason);
    await expect(parts.next()).rejects.toBe(reason);
    const closed = await (await server.request(1)).closed;
    expect(closed.byClient).toBe(true);
    expect(closed.at - abortedAt).toBeLessThan(1_000);
  });
});

describe('a provider that speaks chat completions', () => {
  it.each([
    [400, 'provider_rejected', false],
    [401, 'provider_rejected', false],
    [402, 'provider_rejected', false],
    [403, 'provider_rejected', false],
    [404, 'provider_rejected', false],
    [422, 'provider_rejected', false],
    [408, 'provider_unavailable', true],
    [429, 'rate_limited', true],
    [500, 'provider_unavailable', true],
    [503, 'provider_unavailable', true],
    [529, 'provider_unavailable', true],
  ])('takes HTTP %i as %s', async (status, code, retryable) => {
    server.next({ status });
    const error = await failure();
    expect(error).toMatchObject({ code, retryable });
    expect(error.message).toContain(`openai answered with HTTP ${status}`);
  });

  it('says what to do and repeats neither key nor prompt nor answer', async () => {
    server.next({
      status: 401,
      body: { error: { message: `Wrong key ${KEY} for: ${PROMPT}`, code: 'invalid_api_key' } },
    });
    const error = await failure();
    expect(error.message).toBe(
      'openai answered with HTTP 401 (invalid_api_key): check the key in OPENAI_API_KEY.',
    );
    expect(JSON.stringify([error, { ...error }, error.stack, error.cause])).not.toMatch(
      new RegExp(`${KEY}|${PROMPT}`),
    );
  });

  it('tells how long a provider asks to wait', async () => {
    server.next({ status: 429, headers: { 'retry-after': '2' } });
    expect(await failure()).toMatchObject({ code: 'rate_limited', retryAfterMs: 2_000 });
  });

  it('takes a refused connection as passing', async () => {
    const closed = await OpenAiServer.start();
    const model = openai.connect({ apiKey: KEY, baseUrl: closed.baseUrl }, CONTEXT);
    await closed.close();
    const answer = collect(model.generate(request()));
    await expect(answer).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('takes options that the provider refuses as rejected', async () => {
    server.next({ status: 400, body: { error: { message: 'logprobs', type: 'invalid_request_error' } } });
    expect(await failure({ providerOptions: { logprobs: 'many' } })).toMatchObject({
      code: 'provider_rejected',
      retryable: false,
    });
    expect((await server.request(1)).body).toMatchObject({ logprobs: 'many' });
  });

  it('keeps quiet about usage that was never told', async () => {
    server.next({ pieces: ['Hi'], usage: null });
    expect((await collect(connected().generate(request()))).finish).toMatchObject({
      finishReason: 'stop',
      usage: null,
    });
  });

  it('asks nothing at all when it is aborted before', async () => {
    await expect(failure({ signal: AbortSignal.abort(new Error('too late')) })).resolves.toMatchObject({
      message: 'too late',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('closes the HTTP request when its reader stops early', async () => {
    server.next({ pieces: ['one'], ending: 'hang' });
    for await (const part of connected().generate(request())) if (part.type === 'text') break;
    expect((await (await server.request(1)).closed).byClient).toBe(true);
  });

  it('needs no key where a base URL is set', async () => {
    await collect(openai.connect({ baseUrl: server.baseUrl }, CONTEXT).generate(request()));
    expect(server.requests).toHaveLength(1);
  });
});
