import type { SealedSecret } from '../secrets/sealed-secret.js';

/** The ends of a task that a webhook can tell. */
export const WEBHOOK_EVENTS = ['completed', 'failed', 'cancelled'] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Where a task tells its end; validated. */
export interface NewWebhook {
  readonly url: string;
  /** Of the URL, with its port where it has one: deliveries are limited by it. */
  readonly host: string;
  readonly events: readonly WebhookEvent[];
  /** Null means that WEBHOOK_SECRET signs. */
  readonly secret: SealedSecret | null;
}
