import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ConfigurationError } from '@app/config';
import type { Provider } from '../provider.js';
import { SdkLanguageModel } from '../sdk/sdk-language-model.js';

const NAME = 'openai-compatible';
/** Servers with a single model take any name; the others need DEFAULT_MODEL or a task that names one. */
const DEFAULT_MODEL = 'default';
const SDK_NAME = 'openaiCompatible';

/** Ollama, vLLM, llama.cpp, LM Studio and whatever else speaks OpenAI's chat completions. */
export const openaiCompatible: Provider = {
  name: NAME,
  connect({ apiKey, baseUrl }) {
    if (!baseUrl) throw new ConfigurationError(['OPENAI_COMPATIBLE_BASE_URL: is needed where OPENAI_COMPATIBLE_API_KEY is set']);
    const sdk = createOpenAICompatible({ name: SDK_NAME, apiKey, baseURL: baseUrl, includeUsage: true });
    return new SdkLanguageModel({ provider: NAME, defaultModel: DEFAULT_MODEL, model: (name) => sdk(name), optionsKey: SDK_NAME });
  },
};
