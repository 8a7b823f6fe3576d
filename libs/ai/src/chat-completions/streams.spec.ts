import { readFileSync } from 'node:fs';
import { OpenAiServer } from '../../../../test/support/openai-server.js';
import { ALL_CASES, FOLLOWED, SILENT_CASES, STREAM_CASES } from '../../../../test/support/streams/index.js';
import type { StreamCase } from '../../../../test/support/streams/stream-case.js';
import { deepseek } from '../deepseek/deepseek.js';
import type { FinishPart, GenerationRequest, LanguageModel } from '../language-model.js';
import { openai } from '../openai/openai.js';
import { openaiCompatible } from '../openai-compatible/openai-compatible.js';
import { ChatCompletionsModel } from './chat-completions-model.js';

const MAX_BYTES = 3_000_000;
const CONTEXT = { maxTextBytes: MAX_BYTES, proxies: { http: null, https: null, none: '' } };

let server: OpenAiServer;
beforeAll(async () => void (server = await OpenAiServer.start()));
afterAll(() => server.close());

const request = (changes: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: 'Say hello',
  model: 'test-model',
  maxTokens: 50,
  signal: new AbortController().signal,
  ...changes,
});

async function outcomeOf(
  model: Pick<LanguageModel, 'generate'>,
  changes: Partial<GenerationRequest> = {},
): Promise<object> {
  let text = '';
  let finish: FinishPart | undefined;
  try {
    for await (const part of model.generate(request(changes))) {
      if (part.type === 'text') text += part.text;
      else finish = part;
    }
  } catch (error) {
    const { code, retryable } = error as { code: string; retryable: boolean };
    return { code, retryable };
  }
  return {
    text,
    finishReason: finish?.finishReason,
    usage: finish?.usage && [finish.usage.inputTokens, finish.usage.outputTokens],
  };
}

const expectedOf = ({ code, text, finishReason, usage }: StreamCase): object =>
  code
    ? { code, retryable: code === 'provider_unavailable' || code === 'rate_limited' }
    : { text, finishReason, usage };

describe.each([openai, deepseek, openaiCompatible])('$name', (provider) => {
  it.each(STREAM_CASES.map((one) => [`${one.kind}: ${one.name}`, one] as const))('%s', async (_, one) => {
    const before = server.requests.length;
    server.next(...one.answers);
    expect(await outcomeOf(provider.connect({ apiKey: 'k', baseUrl: server.baseUrl }, CONTEXT))).toEqual(
      expectedOf(one),
    );
    expect(server.requests.length - before).toBe(one.answers.length);
    await (
      await server.request(before + 1)
    ).closed; // nothing is left open
  });
});

describe('a model behind chat completions', () => {
  const model = (more: object = {}) =>
    new ChatCompletionsModel({
      provider: 'openai',
      defaultModel: 'm',
      baseUrl: server.baseUrl,
      ...CONTEXT,
      ...more,
    });
  const asked = async () => server.request(server.requests.length);

  it('asks again without what was refused, under another key', async () => {
    server.next({
      status: 400,
      body: { error: { message: 'Unrecognized request argument: stream_options' } },
    });
    await outcomeOf(model(), { idempotencyKey: 'task:0.0' });
    const [first, second] = server.requests.slice(-2);
    expect([first?.headers['idempotency-key'], second?.headers['idempotency-key']]).toEqual([
      'task:0.0',
      'task:0.0:2',
    ]);
    expect(first?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(second?.body).not.toHaveProperty('stream_options');
  });

  it('follows a redirect on the same server only, with the prompt', async () => {
    server.next(...FOLLOWED);
    expect(await outcomeOf(model())).toMatchObject({ text: 'Hello' });
    const { path, body } = await asked();
    expect([path, body.messages]).toEqual(['/v2/chat/completions', [{ role: 'user', content: 'Say hello' }]]);
  });

  it('lets no option override what the request fixes', async () => {
    const providerOptions = {
      model: 'dear',
      n: 9,
      max_tokens: 99_999,
      maxTokens: 99_999,
      max_completion_tokens: 99_999,
      messages: [],
      stream: false,
      streamOptions: {},
      best_of: 9,
      models: ['dear'],
      fallbacks: [{ model: 'dear' }],
      max_output_tokens: 99_999,
      num_predict: 99_999,
      api_base: 'http://elsewhere.example',
      extra_body: { model: 'dear' },
      temperature: 2,
      seed: 7,
      reasoningEffort: 'low',
      logprobs: 3,
    };
    await outcomeOf(model(), { providerOptions, temperature: 0.5 });
    const { body } = await asked();
    expect(body).toEqual({
      model: 'test-model',
      messages: [{ role: 'user', content: 'Say hello' }],
      max_tokens: 50,
      temperature: 0.5,
      stream: true,
      stream_options: { include_usage: true },
      seed: 7,
      reasoning_effort: 'low',
      logprobs: true,
      top_logprobs: 3,
    });
  });

  it('speaks to models that think first in their own fields', async () => {
    await outcomeOf(openai.connect({ baseUrl: server.baseUrl }, CONTEXT), {
      model: 'gpt-5.4-mini',
      system: 'Be brief.',
      temperature: 1,
    });
    const { body } = await asked();
    expect(body).toMatchObject({
      max_completion_tokens: 50,
      messages: [{ role: 'developer', content: 'Be brief.' }, { role: 'user' }],
    });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['max_tokens']));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['temperature']));
  });

  it.each(['', '/', '/chat/completions', '?api-version=x'])(
    'finds the completions under a base URL that ends with "%s"',
    async (end) => {
      await outcomeOf(model({ baseUrl: `${server.baseUrl}${end}` }));
      expect((await asked()).path).toBe(
        end.startsWith('?') ? '/v1/chat/completions?api-version=x' : '/v1/chat/completions',
      );
    },
  );

  it.each(SILENT_CASES.map((one) => [one.name, one] as const))(
    'waits for last words for a moment only: %s',
    async (_, one) => {
      server.next(...one.answers);
      expect(await outcomeOf(model({ lastWordsMs: 50 }))).toEqual(expectedOf(one));
      expect(await (await asked()).closed).toMatchObject({ byClient: true });
    },
  );

  it('uses a connection again whose answer has ended, and closes one that stays open', async () => {
    await outcomeOf(model());
    server.next({
      raw: ['data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'],
      ending: 'hang',
    });
    await outcomeOf(model());
    expect(await (await asked()).closed).toMatchObject({ byClient: true });
  });

  it('closes the connection of a text that is too large', async () => {
    server.next({ pieces: Array<string>(5).fill('x'.repeat(1_000_000)), ending: 'hang' });
    expect(await outcomeOf(model())).toEqual({ code: 'result_too_large', retryable: false });
    expect(await (await asked()).closed).toMatchObject({ byClient: true });
  });
});

it('lists every case in the documentation, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/providers.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| (?:whole|`[a-z_]+`) \| (?:failed|held) \|/gm)];
  const listed = rows.map(([, kind = '', name = '']) => `${kind.trim()}: ${name.trim()}`);
  expect(listed).toEqual(ALL_CASES.map(({ kind, name }) => `${kind}: ${name}`));
});
