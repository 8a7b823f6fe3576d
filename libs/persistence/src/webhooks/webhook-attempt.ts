import type { WebhookEvent } from './new-webhook.js';

/** How a try ended; `lost` with its worker, or since that stopped. */
export type WebhookOutcome = 'delivered' | 'failed' | 'gone' | 'lost';

/** Why a try failed, in a word. Stable: programs decide by it, and the pages have words for it. */
export const WEBHOOK_ERROR_CODES = [
  'connection',
  'forbidden_address',
  'gone',
  'no_secret',
  'proxy',
  'redirect',
  'refused',
  'secret_unreadable',
  'timeout',
  'tls',
  'unknown_host',
] as const;
export type WebhookErrorCode = (typeof WEBHOOK_ERROR_CODES)[number];

/** Why a try failed: what can be said without telling what the destination said. */
export interface WebhookError {
  readonly code: WebhookErrorCode;
  readonly message: string;
}

/** One try to deliver an event. */
export interface WebhookAttempt {
  /** The `webhook-id`, the same for all tries of an event. */
  readonly deliveryId: string;
  readonly event: WebhookEvent;
  /** 1 for the first. */
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMs: number | null;
  /** Null where there was no answer. */
  readonly httpStatus: number | null;
  /** Null while it is under way. */
  readonly outcome: WebhookOutcome | null;
  readonly error: WebhookError | null;
  readonly nextTryAt: Date | null;
}

/** What a try came to. */
export interface WebhookResult {
  readonly outcome: WebhookOutcome;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly error: WebhookError | null;
  /** Milliseconds until the next try; null where there is none. */
  readonly nextInMs: number | null;
}
