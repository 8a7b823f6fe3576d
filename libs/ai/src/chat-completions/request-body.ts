import type { GenerationRequest } from '../language-model.js';

/** The body of a request in OpenAI's protocol. */
export type RequestBody = Readonly<Record<string, unknown>>;

/**
 * Fields that the request itself decides on. Written without `_` and in lower case: servers take several
 * spellings.
 */
const FIXED = new Set([
  'model',
  'messages',
  'prompt',
  'input',
  'stream',
  'streamoptions',
  'n',
  'bestof',
  'maxtokens',
  'maxcompletiontokens',
  // the same by the names of OpenRouter, LiteLLM, Ollama, llama.cpp and TGI
  'models',
  'fallbacks',
  'maxoutputtokens',
  'maxnewtokens',
  'numpredict',
  'npredict',
  // of LiteLLM: another server, with another key
  'apibase',
  'baseurl',
  'apikey',
  'extrabody',
]);

/** Options that version 0.1.0 took by these names; all others go to the server by the name they have. */
const NAMES: Readonly<Record<string, string | null>> = {
  logitBias: 'logit_bias',
  parallelToolCalls: 'parallel_tool_calls',
  reasoningEffort: 'reasoning_effort',
  serviceTier: 'service_tier',
  textVerbosity: 'verbosity',
  promptCacheKey: 'prompt_cache_key',
  promptCacheOptions: 'prompt_cache_options',
  promptCacheRetention: 'prompt_cache_retention',
  safetyIdentifier: 'safety_identifier',
  strictJsonSchema: null,
  systemMessageMode: null,
  forceReasoning: null,
};

/** The names of options that would override what the request fixes. */
export function fixedOptionsIn(options: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(options).filter((name) => FIXED.has(name.toLowerCase().replaceAll(/[_-]/g, '')));
}

/** @param isReasoning whether the model takes OpenAI's names for models that think first */
export function requestBody(request: GenerationRequest, isReasoning: boolean): RequestBody {
  const { model, prompt, system, maxTokens, temperature, providerOptions = {} } = request;
  const messages = [{ role: 'user', content: prompt }];
  if (system !== undefined) messages.unshift({ role: isReasoning ? 'developer' : 'system', content: system });
  return {
    ...wireOptions(providerOptions),
    model,
    messages,
    ...(maxTokens !== undefined && { [isReasoning ? 'max_completion_tokens' : 'max_tokens']: maxTokens }),
    ...(temperature !== undefined && !isReasoning && { temperature }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/**
 * What to ask instead where a server refuses a field by its name. Null where nothing of what it names can be
 * changed.
 * @param refusal the text of its error
 */
export function adaptedTo(refusal: string, body: RequestBody): RequestBody | null {
  if ('stream_options' in body && /stream_options|include_usage/.test(refusal))
    return without(body, 'stream_options');
  if (!('max_tokens' in body) || !refusal.includes('max_completion_tokens')) return null;
  return { ...without(body, 'max_tokens'), max_completion_tokens: body['max_tokens'] };
}

function wireOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fixed = new Set(fixedOptionsIn(options));
  const entries = Object.entries(options).flatMap(([name, value]) => {
    const wireName = Object.hasOwn(NAMES, name) ? NAMES[name] : name;
    if (fixed.has(name) || !wireName || value === undefined) return [];
    return wireName === 'logprobs' && typeof value === 'number'
      ? [
          [wireName, true],
          ['top_logprobs', value],
        ]
      : [[wireName, value]];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function without(body: RequestBody, name: string): RequestBody {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}
