import type { FinishPart, GenerationPart, GenerationRequest, LanguageModel } from '../language-model.js';
import { type Clock, systemClock } from './clock.js';
import { countWords, simulatedText, wordsOf } from './simulated-text.js';

const WORDS_PER_SECOND = 10;
/** Timers cost; at a high pace several words are written at each. */
const TICK_MS = 10;

/**
 * Writes a made-up text word by word, so that everything around a language model can be tried without one.
 */
export class SimulatedLanguageModel implements LanguageModel {
  readonly provider = 'simulated';
  readonly defaultModel = 'simulated';
  readonly simulated = true;

  constructor(private readonly clock: Clock = systemClock) {}

  async *generate(request: GenerationRequest): AsyncGenerator<GenerationPart> {
    const { wordsPerSecond, seed } = optionsOf(request);
    const text = wordsOf(simulatedText(request.prompt, seed));
    const words = text.slice(0, request.maxTokens);
    yield* this.write(words, 1000 / wordsPerSecond, request.signal);
    yield finishOf(request, words.length, text.length);
  }

  private async *write(
    words: readonly string[],
    msPerWord: number,
    signal: AbortSignal,
  ): AsyncGenerator<GenerationPart> {
    const startedAt = this.clock.now();
    for (let written = 0; written < words.length;) {
      const dueMs = startedAt + (written + 1) * msPerWord - this.clock.now();
      await this.clock.sleep(Math.max(TICK_MS, dueMs), signal);
      signal.throwIfAborted();
      const elapsedWords = Math.floor((this.clock.now() - startedAt) / msPerWord);
      const next = Math.min(words.length, Math.max(written + 1, elapsedWords));
      yield { type: 'text', text: words.slice(written, next).join('') };
      written = next;
    }
  }
}

function optionsOf({ providerOptions = {} }: GenerationRequest): {
  wordsPerSecond: number;
  seed: string | number | null;
} {
  const { wordsPerSecond, seed } = providerOptions;
  return {
    wordsPerSecond:
      typeof wordsPerSecond === 'number' && wordsPerSecond > 0 ? wordsPerSecond : WORDS_PER_SECOND,
    seed: typeof seed === 'string' || typeof seed === 'number' ? seed : null,
  };
}

function finishOf(
  { prompt, system = '' }: GenerationRequest,
  written: number,
  available: number,
): FinishPart {
  const inputTokens = countWords(`${system} ${prompt}`);
  return {
    type: 'finish',
    finishReason: written < available ? 'length' : 'stop',
    usage: { inputTokens, outputTokens: written, totalTokens: inputTokens + written },
    model: 'simulated',
  };
}
