import type { GenerationPart, GenerationRequest, LanguageModels } from '@app/ai';
import type { TaskContext } from '@app/tasks';
import { TextGenerationHandler } from './text-generation.handler.js';
import type { TextGenerationInput } from './text-generation.input.js';

function handlerOf(generate: (request: GenerationRequest) => AsyncIterable<GenerationPart> = () => parts()) {
  const languageModel = { provider: 'openai', defaultModel: 'm', simulated: false, generate };
  const models = { providers: ['openai', 'simulated'], choose: () => ({ languageModel, model: 'm' }) };
  return new TextGenerationHandler(models as unknown as LanguageModels);
}

async function* parts(): AsyncGenerator<GenerationPart> {
  yield { type: 'text', text: 'Hel' };
  yield { type: 'text', text: 'lo' };
  yield { type: 'finish', finishReason: 'stop', usage: null, model: 'm' };
}

const context = (changes: object = {}): TaskContext<TextGenerationInput> =>
  ({
    input: { prompt: 'Hi' },
    attempt: 1,
    idempotencyKey: 'task:0.0',
    signal: new AbortController().signal,
    emit: async () => undefined,
    progress: () => undefined,
    usage: () => undefined,
    log: () => undefined,
    ...changes,
  }) as unknown as TaskContext<TextGenerationInput>;

describe('ai.text-generation', () => {
  it.each([
    'model',
    'messages',
    'stream',
    'stream_options',
    'streamOptions',
    'n',
    'max_tokens',
    'maxCompletionTokens',
    'best_of',
  ])('refuses the provider option %s, which the request itself fixes', (name) => {
    const input = {
      prompt: 'x',
      providerOptions: { 'openai-compatible': { [name]: 1, seed: 1 } },
    } as TextGenerationInput;
    expect(() => handlerOf().check(input)).toThrow(
      `providerOptions.openai-compatible.${name}: is set by the request itself`,
    );
  });

  it('takes other options, and names a provider that is not on', () => {
    const check = (input: object) => handlerOf().check({ prompt: 'x', ...input });
    expect(() =>
      check({ providerOptions: { openai: { seed: 1, reasoning_effort: 'low' }, simulated: null } }),
    ).not.toThrow();
    expect(() => check({ provider: 'anthropic' })).toThrow('provider: is not on; on are openai, simulated');
  });

  it('gives the run its key', async () => {
    const asked: GenerationRequest[] = [];
    await handlerOf((request) => (asked.push(request), parts())).run(context());
    expect(asked).toMatchObject([{ idempotencyKey: 'task:0.0', prompt: 'Hi' }]);
  });

  it('takes no more from the provider than its readers can be given', async () => {
    const taken: string[] = [];
    let goOn: () => void = () => undefined;
    async function* counted(): AsyncGenerator<GenerationPart> {
      for await (const part of parts()) {
        taken.push(part.type);
        yield part;
      }
    }
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const running = handlerOf(counted).run(context({ emit: () => held }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toEqual(['text']);
    goOn();
    expect(await running).toMatchObject({ text: 'Hello', finishReason: 'stop' });
  });
});
