import type { Metrics } from '@app/observability';
import type { GenerationPart, GenerationRequest, LanguageModel } from '../language-model.js';

/** Clients name models: only so many that have answered get a label of their own. */
const MOST_MODELS = 100;
const OTHER = 'other';

/** Any language model, with its times and tokens as metrics. */
export class MeteredLanguageModel implements LanguageModel {
  readonly provider: string;
  readonly defaultModel: string;
  readonly simulated: boolean;
  private readonly known = new Set<string>();

  constructor(
    private readonly model: LanguageModel,
    private readonly metrics: Metrics,
  ) {
    this.provider = model.provider;
    this.defaultModel = model.defaultModel;
    this.simulated = model.simulated;
  }

  async *generate(request: GenerationRequest): AsyncGenerator<GenerationPart> {
    const startedAt = performance.now();
    let firstAt: number | null = null;
    try {
      for await (const part of this.model.generate(request)) {
        if (part.type === 'text') firstAt ??= performance.now();
        else this.know(part.model, part.usage ?? {});
        yield part;
      }
    } finally {
      const labels = this.labels(request.model);
      this.metrics.aiRequestSeconds.observe(labels, (performance.now() - startedAt) / 1000);
      if (firstAt !== null) this.metrics.aiFirstTokenSeconds.observe(labels, (firstAt - startedAt) / 1000);
    }
  }

  private know(
    model: string,
    { inputTokens = 0, outputTokens = 0 }: { inputTokens?: number; outputTokens?: number },
  ): void {
    if (this.known.size < MOST_MODELS) this.known.add(model);
    this.metrics.aiTokens.inc({ ...this.labels(model), direction: 'input' }, inputTokens);
    this.metrics.aiTokens.inc({ ...this.labels(model), direction: 'output' }, outputTokens);
  }

  private labels(model: string): { provider: string; model: string } {
    return { provider: this.provider, model: this.known.has(model) ? model : OTHER };
  }
}
