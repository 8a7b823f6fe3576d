/** What a provider of language models is reached with. */
export interface ProviderSettings {
  readonly apiKey?: string;
  readonly baseUrl?: string;
}

/** The providers that settings can switch on, in the order in which they become the default. */
export const PROVIDERS = ['openai', 'anthropic', 'deepseek', 'openai-compatible'] as const;

export type ProviderName = (typeof PROVIDERS)[number];

/** Always there by its name, and the default only where no other one is on. */
export const SIMULATED_PROVIDER = 'simulated';

export type ProvidersSettings = Readonly<Record<ProviderName, ProviderSettings>>;

/**
 * Those whose key or base URL is set, first the one that is the default where DEFAULT_PROVIDER names none.
 */
export function providersThatAreOn(settings: ProvidersSettings): ProviderName[] {
  return PROVIDERS.filter((name) => settings[name].apiKey ?? settings[name].baseUrl);
}
