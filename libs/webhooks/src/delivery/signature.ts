import { Webhook } from 'standardwebhooks';

export const USER_AGENT = 'async-ai-task-runner';

/**
 * The headers by which a receiver knows who has sent a body, and when.
 * @param secret `whsec_…`; null where there is none: what is sent is then not signed
 * @see https://www.standardwebhooks.com
 */
export function signatureOf(
  id: string,
  body: string,
  secret: string | null,
  now: Date,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    ...(secret && { 'webhook-signature': new Webhook(secret).sign(id, now, body) }),
  };
}
