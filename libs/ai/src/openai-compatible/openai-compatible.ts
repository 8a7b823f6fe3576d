import { ConfigurationError } from '@app/config';
import { ChatCompletionsModel } from '../chat-completions/chat-completions-model.js';
import type { Provider } from '../provider.js';
import { defaultModelOf } from '../provider-choice.js';

const NAME = 'openai-compatible';

/** Ollama, vLLM, llama.cpp, LM Studio and whatever else speaks OpenAI's chat completions. */
export const openaiCompatible: Provider = {
  name: NAME,
  connect({ apiKey, baseUrl }, context) {
    if (!baseUrl)
      throw new ConfigurationError([
        'OPENAI_COMPATIBLE_BASE_URL: is needed where OPENAI_COMPATIBLE_API_KEY is set',
      ]);
    return new ChatCompletionsModel({
      provider: NAME,
      defaultModel: defaultModelOf(NAME),
      baseUrl,
      apiKey,
      ...context,
    });
  },
};
