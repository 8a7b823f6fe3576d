/** A text to generate. */
export interface GenerationRequest {
  readonly prompt: string;
  readonly system?: string;
  /** The model's name as its provider knows it. */
  readonly model: string;
  /** The answer stops after this many tokens. */
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** Sent to the provider, so that one that keeps answers by it can give the first again. */
  readonly idempotencyKey?: string;
  /** What only this provider understands. */
  readonly providerOptions?: Readonly<Record<string, unknown>>;
  /** Stops the generation at once and closes the provider's HTTP request. */
  readonly signal: AbortSignal;
}

/**
 * Why a model stopped; `unknown` where the provider ended a whole answer without a reason. One that broke off
 * has none: it throws.
 */
export const FINISH_REASONS = ['stop', 'length', 'content-filter', 'tool-calls', 'other', 'unknown'] as const;

export type FinishReason = (typeof FINISH_REASONS)[number];

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

/** The next piece of the text. All pieces joined are the provider's text, character for character. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** The end of a complete answer. It comes once and last. */
export interface FinishPart {
  readonly type: 'finish';
  readonly finishReason: FinishReason;
  /** Null where the provider told none. */
  readonly usage: TokenUsage | null;
  /** The model that was asked. */
  readonly model: string;
}

export type GenerationPart = TextPart | FinishPart;

/** A provider of generated text. */
export interface LanguageModel {
  /** As a task's input names it, such as `openai`. */
  readonly provider: string;
  /** Used where a request names none. */
  readonly defaultModel: string;
  /** True where no language model is asked at all. */
  readonly simulated: boolean;
  /**
   * Streams the answer. Nothing is tried again in here.
   * @throws ProviderError where the provider fails; the signal's reason where it is aborted
   */
  generate(request: GenerationRequest): AsyncIterable<GenerationPart>;
}
