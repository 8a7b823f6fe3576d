import { type Configuration, type ProviderName, providersThatAreOn } from '@app/config';
import type { LanguageModel } from './language-model.js';
import type { Provider } from './provider.js';
import { SimulatedLanguageModel } from './simulated/simulated-language-model.js';

/** The token of what `modelsThatAreOn` gives. */
export const MODELS_THAT_ARE_ON = Symbol('MODELS_THAT_ARE_ON');

/** What speaks to a provider that is off is never loaded: a process starts a good part faster without. */
const LOAD: Readonly<Record<ProviderName, () => Promise<Provider>>> = {
  openai: async () => (await import('./openai/openai.js')).openai,
  anthropic: async () => (await import('./anthropic/anthropic.js')).anthropic,
  deepseek: async () => (await import('./deepseek/deepseek.js')).deepseek,
  'openai-compatible': async () =>
    (await import('./openai-compatible/openai-compatible.js')).openaiCompatible,
};

/** The language models that the configuration switches on, in the order in which they become the default. */
export async function modelsThatAreOn({
  ai,
  proxies,
  maxResultBytes,
}: Configuration): Promise<LanguageModel[]> {
  const models: LanguageModel[] = [];
  const context = { maxTextBytes: maxResultBytes, proxies };
  for (const name of providersThatAreOn(ai.providers))
    models.push((await LOAD[name]()).connect(ai.providers[name], context));
  return [...models, new SimulatedLanguageModel()];
}
