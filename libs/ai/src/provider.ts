import type { ProviderSettings } from '@app/config';
import type { LanguageModel } from './language-model.js';

/** A provider that configuration switches on. */
export interface Provider {
  readonly name: string;
  /** The provider as these settings reach it. */
  connect(settings: ProviderSettings): LanguageModel;
}

/** Servers that ask for no key get this one: the SDK's providers insist on some. */
export const NO_KEY = 'none';
