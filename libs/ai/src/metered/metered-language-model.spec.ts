import { Metrics } from '@app/observability';
import type { GenerationPart, LanguageModel } from '../language-model.js';
import { MeteredLanguageModel } from './metered-language-model.js';

const request = (model: string) => ({ prompt: 'x', model, signal: new AbortController().signal });

function modelThat(generate: LanguageModel['generate']): { metrics: Metrics; model: MeteredLanguageModel } {
  const metrics = new Metrics();
  return {
    metrics,
    model: new MeteredLanguageModel(
      { provider: 'p', defaultModel: 'm', simulated: false, generate },
      metrics,
    ),
  };
}

async function* answering({ model }: { model: string }): AsyncGenerator<GenerationPart> {
  yield { type: 'text', text: 'Hi' };
  yield {
    type: 'finish',
    finishReason: 'stop',
    usage: { inputTokens: 3, outputTokens: 5, totalTokens: 8 },
    model,
  };
}

const all = async (model: MeteredLanguageModel, name: string): Promise<GenerationPart[]> => {
  const parts: GenerationPart[] = [];
  for await (const part of model.generate(request(name))) parts.push(part);
  return parts;
};

describe('MeteredLanguageModel', () => {
  it('passes all parts on, and counts tokens and times', async () => {
    const { metrics, model } = modelThat(answering);
    expect(await all(model, 'm')).toHaveLength(2);
    const text = await metrics.scrape();
    expect(text).toContain('ai_tokens_total{provider="p",model="m",direction="output"} 5');
    expect(text).toContain('ai_request_seconds_count{provider="p",model="m"} 1');
    expect(text).toContain('ai_time_to_first_token_seconds_count{provider="p",model="m"} 1');
  });

  it('gives no label to a model that never answered: clients could make up any number', async () => {
    const { metrics, model } = modelThat(async function* () {
      await Promise.reject(new Error('no such model'));
      yield* [];
    });
    await expect(all(model, 'made-up')).rejects.toThrow('no such model');
    const text = await metrics.scrape();
    expect(text).toContain('ai_request_seconds_count{provider="p",model="other"} 1');
    expect(text).not.toContain('made-up');
  });

  it('stops at a hundred models', async () => {
    const { metrics, model } = modelThat(answering);
    for (let n = 0; n < 120; n += 1) await all(model, `m${n}`);
    expect((await metrics.scrape()).match(/^ai_request_seconds_count/gm)).toHaveLength(101);
  });
});
