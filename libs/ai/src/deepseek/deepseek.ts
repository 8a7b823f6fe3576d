import { ChatCompletionsModel } from '../chat-completions/chat-completions-model.js';
import type { Provider } from '../provider.js';
import { defaultModelOf } from '../provider-choice.js';

const NAME = 'deepseek';
const BASE_URL = 'https://api.deepseek.com';

export const deepseek: Provider = {
  name: NAME,
  connect({ apiKey, baseUrl = BASE_URL }, context) {
    return new ChatCompletionsModel({
      provider: NAME,
      defaultModel: defaultModelOf(NAME),
      baseUrl,
      apiKey,
      ...context,
    });
  },
};
