import type { WebhookDelivery } from '@app/persistence';
import { NOTHING_WAITS, taskJson } from '@app/tasks';
import { signatureOf, USER_AGENT } from './signature.js';

/** What is sent of an event. */
export interface Message {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * An event as Standard Webhooks wants it. Its id and its body are the same in every try; the time and the
 * signature are not.
 * @param secret `whsec_…`
 */
export function messageOf(
  { id, event, occurredAt, task }: WebhookDelivery,
  secret: string,
  now: Date,
): Message {
  const body = JSON.stringify({
    type: `task.${event}`,
    timestamp: occurredAt.toISOString(),
    data: taskJson(task, NOTHING_WAITS),
  });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      ...signatureOf(id, body, secret, now),
    },
  };
}
