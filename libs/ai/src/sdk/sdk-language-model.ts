import {
  type LanguageModel as SdkModel,
  type LanguageModelUsage,
  streamText,
  type TextStreamPart,
  type ToolSet,
} from 'ai';
import { tokenUsage } from '../chat-completions/token-usage.js';
import { brokenOff, tooMuch } from '../failure/provider-failures.js';
import type {
  FinishPart,
  FinishReason,
  GenerationPart,
  GenerationRequest,
  LanguageModel,
  TokenUsage,
} from '../language-model.js';
import { providerErrorFrom } from './sdk-error.js';
import { WholeCharacters } from '../text/whole-characters.js';

// The SDK writes warnings, such as a temperature that a model ignores, to the console past our logger.
globalThis.AI_SDK_LOG_WARNINGS = false;

type ProviderOptions = Parameters<typeof streamText>[0]['providerOptions'];

export interface SdkProvider {
  readonly provider: string;
  readonly defaultModel: string;
  /** The SDK's model with this name. */
  readonly model: (name: string) => SdkModel;
  /** Largest text, in bytes. */
  readonly maxTextBytes: number;
}

/** Any provider of the AI SDK as one of our language models. */
export class SdkLanguageModel implements LanguageModel {
  readonly simulated = false;
  readonly provider: string;
  readonly defaultModel: string;

  constructor(private readonly sdk: SdkProvider) {
    this.provider = sdk.provider;
    this.defaultModel = sdk.defaultModel;
  }

  async *generate(request: GenerationRequest): AsyncGenerator<GenerationPart> {
    request.signal.throwIfAborted();
    const connection = new AbortController();
    const abort = (): void => connection.abort(request.signal.reason);
    request.signal.addEventListener('abort', abort);
    try {
      yield* this.stream(request, connection.signal);
    } catch (error) {
      request.signal.throwIfAborted();
      throw providerErrorFrom(this.provider, error);
    } finally {
      request.signal.removeEventListener('abort', abort);
      connection.abort(); // closes the request also when our reader stops early
    }
  }

  private async *stream(
    request: GenerationRequest,
    abortSignal: AbortSignal,
  ): AsyncGenerator<GenerationPart> {
    const characters = new WholeCharacters();
    let bytes = 0;
    for await (const part of this.open(request, abortSignal).fullStream) {
      if (part.type === 'error') throw part.error; // the SDK ends its stream as if all were well
      if (part.type === 'text-delta') {
        bytes += Buffer.byteLength(part.text);
        if (bytes > this.sdk.maxTextBytes) throw tooMuch(this.provider, this.sdk.maxTextBytes);
        yield* textPart(characters.add(part.text));
      }
      if (part.type !== 'finish') continue;
      yield* textPart(characters.rest());
      yield this.finish(request, part);
      return;
    }
    throw brokenOff(this.provider);
  }

  private open(request: GenerationRequest, abortSignal: AbortSignal) {
    const { prompt, system, model, maxTokens, temperature, providerOptions, idempotencyKey } = request;
    return streamText({
      model: this.sdk.model(model),
      system,
      prompt,
      maxOutputTokens: maxTokens,
      temperature,
      providerOptions: providerOptions && ({ [this.provider]: providerOptions } as ProviderOptions),
      headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : undefined,
      abortSignal,
      maxRetries: 0, // the runner decides about retries
      onError: () => {}, // else the SDK writes them to the console; they come as parts too
      experimental_include: { requestBody: false },
    });
  }

  private finish(
    { model }: GenerationRequest,
    part: Extract<TextStreamPart<ToolSet>, { type: 'finish' }>,
  ): FinishPart {
    if (hasBrokenOff(part)) throw brokenOff(this.provider);
    return {
      type: 'finish',
      finishReason: part.finishReason as FinishReason,
      usage: usageFrom(part.totalUsage),
      model,
    };
  }
}

function* textPart(text: string): Generator<GenerationPart> {
  if (text) yield { type: 'text', text };
}

/**
 * A response that just ends looks like a finished one to the SDK; only the provider's own reason is missing.
 */
function hasBrokenOff({
  finishReason,
  rawFinishReason,
}: {
  finishReason: string;
  rawFinishReason: string | undefined;
}): boolean {
  return finishReason === 'error' || (finishReason === 'other' && rawFinishReason === undefined);
}

function usageFrom({ inputTokens, outputTokens, totalTokens }: LanguageModelUsage): TokenUsage | null {
  return tokenUsage(inputTokens, outputTokens, totalTokens);
}
