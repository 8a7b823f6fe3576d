import { createAnthropic } from '@ai-sdk/anthropic';
import { boundedLines } from '../http/bounded-lines.js';
import { providerDispatcher, providerFetch, type ProviderRequest } from '../http/provider-fetch.js';
import { NO_KEY, type Provider } from '../provider.js';
import { defaultModelOf } from '../provider-choice.js';
import { SdkLanguageModel } from '../sdk/sdk-language-model.js';

const NAME = 'anthropic';
const BASE_URL = 'https://api.anthropic.com/v1';

export const anthropic: Provider = {
  name: NAME,
  connect({ apiKey = NO_KEY, baseUrl = BASE_URL }, { maxTextBytes, proxies }) {
    const dispatcher = providerDispatcher(proxies);
    const ask = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const url = input instanceof Request ? input.url : input.toString();
      return boundedLines(
        NAME,
        await providerFetch(NAME, url, { ...(init as Omit<ProviderRequest, 'dispatcher'>), dispatcher }),
        maxTextBytes,
      );
    };
    const sdk = createAnthropic({ apiKey, baseURL: baseUrl, fetch: ask });
    return new SdkLanguageModel({
      provider: NAME,
      defaultModel: defaultModelOf(NAME),
      maxTextBytes,
      model: (name) => sdk(name),
    });
  },
};
