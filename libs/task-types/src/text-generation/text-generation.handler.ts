import {
  type ChosenModel,
  fixedOptionsIn,
  type FinishPart,
  type GenerationRequest,
  LanguageModels,
  ProviderError,
} from '@app/ai';
import type { TaskErrorCode } from '@app/persistence';
import {
  type InputProblem,
  InputRefused,
  type TaskContext,
  TaskError,
  type TaskHandler,
  TaskType,
} from '@app/tasks';
import { EstimatedProgress } from './estimated-progress.js';
import { TextGenerationInput } from './text-generation.input.js';
import { TextGenerationResult } from './text-generation.result.js';

@TaskType({
  name: 'ai.text-generation',
  queue: 'ai_processing',
  description:
    'Generates a text with a language model. Where no provider is configured, the provider `simulated` makes one up.',
  input: TextGenerationInput,
  result: TextGenerationResult,
  examples: {
    'a question': { prompt: 'What is artificial intelligence?' },
    'simulated, fast': {
      prompt: 'What is artificial intelligence?',
      provider: 'simulated',
      providerOptions: { simulated: { wordsPerSecond: 1000 } },
    },
  },
  timeoutMs: 300_000,
  retryDelayMs: 5_000,
})
export class TextGenerationHandler implements TaskHandler<TextGenerationInput, TextGenerationResult> {
  constructor(private readonly models: LanguageModels) {}

  check({ provider, providerOptions }: TextGenerationInput): void {
    const { providers } = this.models;
    const isOn = provider === undefined || provider === null || providers.includes(provider);
    const problems: InputProblem[] = isOn
      ? []
      : [{ path: ['provider'], message: `is not on; on are ${providers.join(', ')}` }];
    problems.push(...overridingOptions(providerOptions));
    if (problems.length > 0) throw new InputRefused(problems);
  }

  async run(context: TaskContext<TextGenerationInput>): Promise<TextGenerationResult> {
    try {
      return await this.generate(context, this.models.choose(context.input));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      context.log('warn', error.message, {
        code: error.code,
        retryable: error.retryable,
        retryAfterMs: error.retryAfterMs,
      });
      throw taskErrorFrom(error);
    }
  }

  private async generate(
    { input, attempt, idempotencyKey, signal, emit, progress, usage, log }: TaskContext<TextGenerationInput>,
    chosen: ChosenModel,
  ): Promise<TextGenerationResult> {
    const { provider, simulated } = chosen.languageModel;
    const estimate = new EstimatedProgress();
    const pieces: string[] = [];
    const startedAt = Date.now();
    log('info', `Attempt ${attempt} asks ${provider} for ${chosen.model}.`);
    let end: FinishPart | null = null;
    for await (const part of chosen.languageModel.generate({
      ...requestFrom(input, chosen),
      signal,
      idempotencyKey,
    })) {
      if (part.type === 'finish') end = part;
      else {
        pieces.push(part.text);
        await emit(part.text);
        estimate.add(part.text);
        progress(estimate.percent, estimate.message);
      }
    }
    log('info', `${provider} has answered.`, {
      finishReason: end?.finishReason,
      durationMs: Date.now() - startedAt,
      ...end?.usage,
    });
    if (end?.usage) usage({ provider, model: end.model, ...end.usage });
    return {
      text: pieces.join(''),
      finishReason: end?.finishReason ?? 'other',
      provider,
      model: chosen.model,
      simulated,
    };
  }
}

function requestFrom(
  input: TextGenerationInput,
  { languageModel, model }: ChosenModel,
): Omit<GenerationRequest, 'signal'> {
  const { prompt, system, maxTokens, temperature, providerOptions } = input;
  const options = providerOptions?.[languageModel.provider as keyof typeof providerOptions] as
    Record<string, unknown> | undefined;
  return {
    prompt,
    model,
    system: system ?? undefined,
    maxTokens: maxTokens ?? undefined,
    temperature: temperature ?? undefined,
    providerOptions: options && { ...options },
  };
}

/** Options that would override what the request fixes, such as its model. */
function overridingOptions(options: TextGenerationInput['providerOptions']): InputProblem[] {
  return Object.entries(options ?? {}).flatMap(([provider, given]) =>
    fixedOptionsIn((given ?? {}) as Record<string, unknown>).map((name) => ({
      path: ['providerOptions', provider, name],
      message: 'is set by the request itself: use its own fields, such as model and maxTokens',
    })),
  );
}

function taskErrorFrom({ code, message, retryable, retryAfterMs, cause }: ProviderError): TaskError {
  return new TaskError(code satisfies TaskErrorCode, message, { retryable, retryAfterMs, cause });
}
