import { asRecord } from '../failure/error-kind.js';
import type { TokenUsage } from '../language-model.js';

/**
 * What a provider says of tokens. Null where it says nothing, or something that is no count: then usage is
 * unknown.
 */
export function tokenUsageFrom(value: unknown): TokenUsage | null {
  const usage = asRecord(value);
  const input = usage['prompt_tokens'] ?? usage['input_tokens'];
  const output = usage['completion_tokens'] ?? usage['output_tokens'];
  return tokenUsage(input, output, usage['total_tokens']);
}

/** Counts that are missing are 0 beside one that is there. */
export function tokenUsage(input: unknown, output: unknown, total: unknown): TokenUsage | null {
  const given = [input, output, total].filter((count) => count !== undefined && count !== null);
  if (given.length === 0 || !given.every(isCount)) return null;
  const [inputTokens, outputTokens] = [Number(input ?? 0), Number(output ?? 0)];
  const totalTokens = Number(total ?? inputTokens + outputTokens);
  return isCount(totalTokens) ? { inputTokens, outputTokens, totalTokens } : null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
