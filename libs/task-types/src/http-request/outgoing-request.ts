import { signatureOf, USER_AGENT } from '@app/webhooks';
import type { HttpRequestInput, Method } from './http-request.input.js';

/** What the request says of the task. */
export interface Sender {
  readonly taskId: string;
  readonly attempt: number;
  readonly token: string;
  readonly idempotencyKey: string;
  /** `whsec_…`, or null. */
  readonly secret: string | null;
}

export interface OutgoingRequest {
  readonly method: Method;
  /** Null where there is none. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request as it is sent: signed over its id, its time and its body. */
export function outgoingRequest(input: HttpRequestInput, sender: Sender, now: Date): OutgoingRequest {
  const { method = 'POST', headers = {}, body } = input;
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    body: text,
    headers: {
      'user-agent': USER_AGENT,
      ...(text !== null && { 'content-type': contentTypeOf(body) }),
      ...own,
      ...signatureOf(sender.idempotencyKey, text ?? '', sender.secret, now),
      'task-id': sender.taskId,
      'task-attempt': String(sender.attempt),
      'task-token': sender.token,
    },
  };
}

function contentTypeOf(body: unknown): string {
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
}
