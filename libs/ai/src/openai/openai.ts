import { createOpenAI } from '@ai-sdk/openai';
import { NO_KEY, type Provider } from '../provider.js';
import { SdkLanguageModel } from '../sdk/sdk-language-model.js';

const NAME = 'openai';
const DEFAULT_MODEL = 'gpt-5.4-mini';
const BASE_URL = 'https://api.openai.com/v1';

/** OpenAI by chat completions, which the servers behind an OPENAI_BASE_URL speak as well; the SDK's default is responses. */
export const openai: Provider = {
  name: NAME,
  connect({ apiKey = NO_KEY, baseUrl = BASE_URL }) {
    const sdk = createOpenAI({ apiKey, baseURL: baseUrl });
    return new SdkLanguageModel({ provider: NAME, defaultModel: DEFAULT_MODEL, model: (name) => sdk.chat(name) });
  },
};
