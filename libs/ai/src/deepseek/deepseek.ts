import { ChatCompletionsModel } from '../chat-completions/chat-completions-model.js';
import type { Provider } from '../provider.js';

const NAME = 'deepseek';
/** An alias that stays with the current release. */
const DEFAULT_MODEL = 'deepseek-flash';
const BASE_URL = 'https://api.deepseek.com';

export const deepseek: Provider = {
  name: NAME,
  connect({ apiKey, baseUrl = BASE_URL }, maxTextBytes) {
    return new ChatCompletionsModel({ provider: NAME, defaultModel: DEFAULT_MODEL, baseUrl, apiKey, maxTextBytes });
  },
};
