import { createDeepSeek } from '@ai-sdk/deepseek';
import { NO_KEY, type Provider } from '../provider.js';
import { SdkLanguageModel } from '../sdk/sdk-language-model.js';

const NAME = 'deepseek';
/** An alias that stays with the current release. */
const DEFAULT_MODEL = 'deepseek-flash';
const BASE_URL = 'https://api.deepseek.com';

export const deepseek: Provider = {
  name: NAME,
  connect({ apiKey = NO_KEY, baseUrl = BASE_URL }) {
    const sdk = createDeepSeek({ apiKey, baseURL: baseUrl });
    return new SdkLanguageModel({ provider: NAME, defaultModel: DEFAULT_MODEL, model: (name) => sdk(name) });
  },
};
