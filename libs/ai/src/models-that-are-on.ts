import type { Configuration } from '@app/config';
import type { LanguageModel } from './language-model.js';
import { SimulatedLanguageModel } from './simulated/simulated-language-model.js';

/** The token of what `modelsThatAreOn` gives. */
export const MODELS_THAT_ARE_ON = Symbol('MODELS_THAT_ARE_ON');

/**
 * The language models that the configuration switches on, in the order in which they become the default. What speaks to a provider
 * that is off is never loaded: a process starts a good part faster without.
 */
export async function modelsThatAreOn({ ai, maxResultBytes }: Configuration): Promise<LanguageModel[]> {
  const all = [
    { settings: ai.openai, load: async () => (await import('./openai/openai.js')).openai },
    { settings: ai.anthropic, load: async () => (await import('./anthropic/anthropic.js')).anthropic },
    { settings: ai.deepseek, load: async () => (await import('./deepseek/deepseek.js')).deepseek },
    { settings: ai.openaiCompatible, load: async () => (await import('./openai-compatible/openai-compatible.js')).openaiCompatible },
  ];
  const on = all.filter(({ settings }) => settings.apiKey ?? settings.baseUrl);
  const models: LanguageModel[] = [];
  for (const { settings, load } of on) models.push((await load()).connect(settings, maxResultBytes));
  return [...models, new SimulatedLanguageModel()];
}
