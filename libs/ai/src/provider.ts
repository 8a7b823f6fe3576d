import type { ProviderSettings } from '@app/config';
import type { LanguageModel } from './language-model.js';

/** A provider that configuration switches on. */
export interface Provider {
  readonly name: string;
  /** The provider as these settings reach it. @param maxTextBytes of one generated text */
  connect(settings: ProviderSettings, maxTextBytes: number): LanguageModel;
}

/** Servers that ask for no key get this one: the SDK insists on some. */
export const NO_KEY = 'none';
