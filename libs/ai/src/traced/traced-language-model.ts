import { codeOfError, type SpanAttributes, type Tracing } from '@app/observability';
import type { FinishPart, GenerationPart, GenerationRequest, LanguageModel } from '../language-model.js';

/**
 * Any language model, with a span for each request by OpenTelemetry's conventions for generative AI; prompts
 * and texts stay out.
 */
export class TracedLanguageModel implements LanguageModel {
  readonly provider: string;
  readonly defaultModel: string;
  readonly simulated: boolean;

  constructor(
    private readonly model: LanguageModel,
    private readonly tracing: Tracing,
  ) {
    this.provider = model.provider;
    this.defaultModel = model.defaultModel;
    this.simulated = model.simulated;
  }

  async *generate(request: GenerationRequest): AsyncGenerator<GenerationPart> {
    const attributes = asked(this.provider, request);
    const span = this.tracing.start({ name: `chat ${request.model}`, kind: 'client', attributes });
    try {
      for await (const part of this.model.generate(request)) {
        if (part.type === 'finish') span.set(answered(part));
        yield part;
      }
    } catch (error) {
      span.fail(codeOfError(error));
      throw error;
    } finally {
      span.end();
    }
  }
}

function asked(provider: string, { model, maxTokens, temperature }: GenerationRequest): SpanAttributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': model,
    'gen_ai.request.max_tokens': maxTokens,
    'gen_ai.request.temperature': temperature,
    'gen_ai.output.type': 'text',
  };
}

function answered({ finishReason, usage }: FinishPart): SpanAttributes {
  return {
    'gen_ai.response.finish_reasons': [finishReason],
    'gen_ai.usage.input_tokens': usage?.inputTokens,
    'gen_ai.usage.output_tokens': usage?.outputTokens,
  };
}
