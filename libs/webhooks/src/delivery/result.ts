import type { WebhookDelivery, WebhookResult } from '@app/persistence';
import { type Answer, refusalOf } from './answer.js';
import { nextTryInMs } from './retry-schedule.js';

/**
 * What an answer makes of a try: any 2xx ends the delivery well, 410 ends it, all else is tried again while
 * the schedule lasts.
 */
export function resultOf(
  answer: Answer,
  { retries }: WebhookDelivery,
  delaysMs: readonly number[],
): Omit<WebhookResult, 'durationMs'> {
  if (!('status' in answer)) {
    return {
      outcome: 'failed',
      httpStatus: null,
      error: answer.error,
      nextInMs: nextTryInMs(delaysMs, retries, undefined),
    };
  }
  const { status: httpStatus, retryAfter } = answer;
  const error = refusalOf(httpStatus);
  if (!error) return { outcome: 'delivered', httpStatus, error, nextInMs: null };
  if (httpStatus === 410) return { outcome: 'gone', httpStatus, error, nextInMs: null };
  return { outcome: 'failed', httpStatus, error, nextInMs: nextTryInMs(delaysMs, retries, retryAfter) };
}

/**
 * The worker stops before there is an answer: another one may deliver it at once, and the try does not count.
 */
export const ABANDONED: Omit<WebhookResult, 'durationMs'> = {
  outcome: 'lost',
  httpStatus: null,
  error: null,
  nextInMs: 0,
};

/** What metrics count: a delivery that is not tried again is told from one that failed for now. */
export function outcomeLabel({ outcome, nextInMs }: Pick<WebhookResult, 'outcome' | 'nextInMs'>): string {
  return outcome === 'failed' && nextInMs === null ? 'given_up' : outcome;
}
