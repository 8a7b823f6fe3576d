import type { ProviderSettings, ProxySettings } from '@app/config';
import type { LanguageModel } from './language-model.js';

/** What is the same for all providers. */
export interface ProviderContext {
  /** Largest generated text, in bytes. */
  readonly maxTextBytes: number;
  readonly proxies: ProxySettings;
}

/** A provider that configuration switches on. */
export interface Provider {
  readonly name: string;
  /** The provider as these settings reach it. */
  connect(settings: ProviderSettings, context: ProviderContext): LanguageModel;
}

/** Servers that ask for no key get this one: the SDK insists on some. */
export const NO_KEY = 'none';
