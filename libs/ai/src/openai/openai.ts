import { ChatCompletionsModel } from '../chat-completions/chat-completions-model.js';
import type { Provider } from '../provider.js';
import { defaultModelOf } from '../provider-choice.js';
import { isReasoningModel } from './reasoning-models.js';

const NAME = 'openai';
const BASE_URL = 'https://api.openai.com/v1';

/** OpenAI by chat completions, which the servers behind an OPENAI_BASE_URL speak as well. */
export const openai: Provider = {
  name: NAME,
  connect({ apiKey, baseUrl = BASE_URL }, context) {
    return new ChatCompletionsModel({
      provider: NAME,
      defaultModel: defaultModelOf(NAME),
      baseUrl,
      apiKey,
      isReasoning: isReasoningModel,
      ...context,
    });
  },
};
