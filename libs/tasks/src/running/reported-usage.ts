import { storableText } from '../input/storable.js';
import type { TaskUsage } from '@app/handlers';

/** Of a provider's or a model's name: it is a part of keys in the statistics, which have an end. */
const LONGEST_NAME = 200;

/**
 * What a handler reports as usage, as it can be stored and added up.
 * @returns null where its numbers are no counts of tokens
 */
export function reportedUsage(reported: TaskUsage): TaskUsage | null {
  if (typeof reported !== 'object' || reported === null) return null;
  const { provider, model, inputTokens, outputTokens, totalTokens } = reported;
  if (![inputTokens, outputTokens, totalTokens].every(isCount)) return null;
  return { provider: nameFrom(provider), model: nameFrom(model), inputTokens, outputTokens, totalTokens };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function nameFrom(value: unknown): string {
  return typeof value === 'string' ? storableText(value.slice(0, LONGEST_NAME)) : '';
}
