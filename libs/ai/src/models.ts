import { Inject, Injectable } from '@nestjs/common';
import { Configuration, ConfigurationError } from '@app/config';
import { Metrics, Tracing } from '@app/observability';
import type { LanguageModel } from './language-model.js';
import { MeteredLanguageModel } from './metered/metered-language-model.js';
import { MODELS_THAT_ARE_ON } from './models-that-are-on.js';
import { ProviderError } from './provider-error.js';
import { TracedLanguageModel } from './traced/traced-language-model.js';

/** A language model and the name of the model to ask it for. */
export interface ChosenModel {
  readonly languageModel: LanguageModel;
  readonly model: string;
}

/**
 * The language models that the configuration switches on. `simulated` is always there by its name, and it is
 * the default only where no other one is on; nothing else ever leads to it.
 */
@Injectable()
export class LanguageModels {
  private readonly models: ReadonlyMap<string, LanguageModel>;
  /** The provider that writes where a task names none. */
  readonly defaultProvider: string;

  /**
   * @param modelsThatAreOn in the order in which they become the default
   * @throws ConfigurationError where DEFAULT_PROVIDER is not on
   */
  constructor(
    private readonly configuration: Configuration,
    @Inject(MODELS_THAT_ARE_ON) modelsThatAreOn: readonly LanguageModel[],
    metrics: Metrics,
    tracing: Tracing,
  ) {
    const metered = modelsThatAreOn.map((model) => new MeteredLanguageModel(model, metrics));
    const on = tracing.isOn ? metered.map((model) => new TracedLanguageModel(model, tracing)) : metered;
    this.models = new Map(on.map((model) => [model.provider, model]));
    this.defaultProvider = configuration.ai.defaultProvider ?? (this.providers[0] as string);
    if (this.models.has(this.defaultProvider)) return;
    throw new ConfigurationError([
      `DEFAULT_PROVIDER: names a provider that is not on; on are ${this.providers.join(', ')}`,
    ]);
  }

  /** The names of all that are on; `simulated` is the last. */
  get providers(): readonly string[] {
    return [...this.models.keys()];
  }

  /**
   * The model for a task that may name its provider, its model, both or none. A model's name never changes
   * the provider.
   * @throws ProviderError `provider_rejected` where the provider is not on
   */
  choose({
    provider,
    model,
  }: { readonly provider?: string | null; readonly model?: string | null } = {}): ChosenModel {
    const languageModel = this.models.get(provider ?? this.defaultProvider);
    if (!languageModel)
      throw new ProviderError(
        'provider_rejected',
        `This provider is not on; on are ${this.providers.join(', ')}.`,
      );
    return { languageModel, model: model ?? this.defaultModelOf(languageModel) };
  }

  private defaultModelOf({ provider, defaultModel }: LanguageModel): string {
    const configured = provider === this.defaultProvider ? this.configuration.ai.defaultModel : null;
    return configured ?? defaultModel;
  }
}
