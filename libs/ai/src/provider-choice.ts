import {
  type Configuration,
  type ProviderName,
  PROVIDERS,
  providersThatAreOn,
  SIMULATED_PROVIDER,
} from '@app/config';

/** What each provider is asked for where neither the task nor DEFAULT_MODEL names a model. */
const DEFAULT_MODELS: Readonly<Record<ProviderName, string>> = {
  openai: 'gpt-5.4-mini',
  anthropic: 'claude-haiku-5-5',
  /** An alias that stays with the current release. */
  deepseek: 'deepseek-flash',
  /** Servers with a single model take any name; the others need DEFAULT_MODEL or a task that names one. */
  'openai-compatible': 'default',
};

export function defaultModelOf(provider: ProviderName): string {
  return DEFAULT_MODELS[provider];
}

/** What a task asks that names neither provider nor model. */
export function defaultChoice({ ai }: Pick<Configuration, 'ai'>): {
  readonly provider: string;
  readonly model: string;
} {
  const provider = ai.defaultProvider ?? providersThatAreOn(ai.providers)[0] ?? SIMULATED_PROVIDER;
  const known = PROVIDERS.find((name) => name === provider);
  return { provider, model: ai.defaultModel ?? (known ? defaultModelOf(known) : SIMULATED_PROVIDER) };
}
