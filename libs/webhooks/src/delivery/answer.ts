import type { WebhookError } from '@app/persistence';
import { ForbiddenAddress } from '../addresses/forbidden-address.js';
import { ProxyRefusal } from '../addresses/proxy-tunnel.js';

/**
 * What came of a request: an answer, or the reason why there is none. What the destination wrote is not kept.
 */
export type Answer =
  { readonly status: number; readonly retryAfter: string | undefined } | { readonly error: WebhookError };

/** Why a request got no answer, in words that tell nothing of the network behind it. */
export function failureOf(error: unknown, timeoutMs: number): WebhookError {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (error instanceof ForbiddenAddress || error instanceof ProxyRefusal)
    return { code: error.code, message: error.message };
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT') {
    return { code: 'timeout', message: `There was no answer within ${timeoutMs / 1000} s.` };
  }
  const known = typeof code === 'string' ? code : '';
  if (/^(ENOTFOUND|ENODATA|ETIMEOUT|ESERVFAIL|EREFUSED|EAI_)/.test(known))
    return { code: 'unknown_host', message: 'The name of the host could not be resolved.' };
  if (/CERT|TLS|SSL|SELF_SIGNED|ISSUER/.test(known))
    return { code: 'tls', message: 'The certificate or the TLS handshake is not valid.' };
  return { code: 'connection', message: 'The connection could not be made, or it broke.' };
}

/** Why an answer is no success; null where it is one. */
export function refusalOf(status: number): WebhookError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410)
    return { code: 'gone', message: 'The destination answered 410: it wants no more events.' };
  if (status >= 300 && status < 400)
    return { code: 'redirect', message: `The destination answered ${status}; redirects are not followed.` };
  return { code: 'refused', message: `The destination answered ${status}.` };
}
