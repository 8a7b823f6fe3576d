import type { ProxySettings } from '@app/config';
import { ProxyDispatcher } from '@app/proxies';
import { type Dispatcher, fetch, type Response } from 'undici';
import { rejected, variableOf } from '../failure/provider-failures.js';

/** A redirect that keeps method and body; after the others a POST would become a GET. */
const KEEPS_THE_REQUEST = new Set([307, 308]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/**
 * An attempt lasts as long as its task says: models think for minutes before they send a byte. Only
 * connecting has a limit here.
 */
const WITHOUT_LIMITS = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } };

export interface ProviderRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** See providerDispatcher. */
  readonly dispatcher: Dispatcher;
}

/** The connections to a provider. */
export function providerDispatcher(proxies: ProxySettings): Dispatcher {
  return new ProxyDispatcher(proxies, WITHOUT_LIMITS);
}

/**
 * Asks a provider. Redirects are followed on the same server only: the prompt and the key go nowhere else.
 * @throws ProviderError where it leads elsewhere; what `fetch` throws where the connection fails
 */
export async function providerFetch(
  provider: string,
  url: string,
  request: ProviderRequest,
): Promise<Response> {
  let target = new URL(url);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await fetch(target, { ...request, redirect: 'manual' });
    if (!REDIRECTS.has(response.status)) return response;
    await response.body?.cancel().catch(() => undefined);
    target = nextTarget(provider, target, response);
  }
  throw rejected(provider, `redirects without an end: check ${variableOf(provider, 'BASE_URL')}`);
}

function nextTarget(provider: string, from: URL, { status, headers }: Response): URL {
  const location = headers.get('location') ?? '';
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const variable = variableOf(provider, 'BASE_URL');
  if (target && target.origin !== from.origin) {
    throw rejected(
      provider,
      `redirects to another server (HTTP ${status}), where the prompt is not sent: check ${variable}`,
    );
  }
  if (target && KEEPS_THE_REQUEST.has(status)) return target;
  throw rejected(provider, `answered with a redirect (HTTP ${status}): check ${variable}`);
}
