import type { FinishReason } from '../language-model.js';

/**
 * The reasons with which an answer is whole, of OpenAI and, as they document them, of servers that speak its
 * protocol.
 */
const WHOLE: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content-filter',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls', // OpenAI, before tools
  eos: 'stop', // Together, older llama.cpp
  eos_token: 'stop', // Hugging Face TGI
  stop_sequence: 'stop', // TGI, gateways to Anthropic
  end_turn: 'stop', // gateways to Anthropic
  max_tokens: 'length', // gateways to Anthropic and Gemini
  model_length: 'length', // Mistral
  safety: 'content-filter', // gateways to Gemini
  sensitive: 'content-filter', // Zhipu
};

/**
 * Null where the reason is none with which an answer is whole, such as `error` or
 * `insufficient_system_resource`.
 */
export function wholeWith(reason: string): FinishReason | null {
  const name = reason.toLowerCase().replaceAll('-', '_');
  return Object.hasOwn(WHOLE, name) ? (WHOLE[name] ?? null) : null;
}
