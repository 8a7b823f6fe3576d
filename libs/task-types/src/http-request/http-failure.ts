import { TaskError } from '@app/tasks';
import { retryAfterMs } from '@app/webhooks';

/** Statuses below 500 that say "later". */
const LATER = [408, 425, 429];
/** Errors of the network that another attempt does not mend. */
const HOPELESS = ['forbidden_address'];

/** Why an answer is no success; null where it is one. What the endpoint wrote is not in it. */
export function refusalOf(
  status: number,
  retryAfter: string | undefined,
  now = Date.now(),
): TaskError | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    const message = `The endpoint answered ${status}; redirects are not followed.`;
    return new TaskError('redirect', message, { retryable: false });
  }
  const askedMs = retryAfterMs(retryAfter, now);
  return new TaskError('http_error', `The endpoint answered ${status}.`, {
    retryable: status >= 500 || LATER.includes(status),
    ...(askedMs > 0 && { retryAfterMs: askedMs }),
  });
}

/** Why there is no answer. Without a cause: it would tell of the network behind an address. */
export function failureToSend({ code, message }: { code: string; message: string }): TaskError {
  return new TaskError(code, message, { retryable: !HOPELESS.includes(code) });
}
