import { createAnthropic } from '@ai-sdk/anthropic';
import { NO_KEY, type Provider } from '../provider.js';
import { SdkLanguageModel } from '../sdk/sdk-language-model.js';

const NAME = 'anthropic';
const DEFAULT_MODEL = 'claude-haiku-5-5';
const BASE_URL = 'https://api.anthropic.com/v1';

export const anthropic: Provider = {
  name: NAME,
  connect({ apiKey = NO_KEY, baseUrl = BASE_URL }) {
    const sdk = createAnthropic({ apiKey, baseURL: baseUrl });
    return new SdkLanguageModel({ provider: NAME, defaultModel: DEFAULT_MODEL, model: (name) => sdk(name) });
  },
};
