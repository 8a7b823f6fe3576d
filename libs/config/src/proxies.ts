import { isListed } from './no-proxy.js';

/** Proxies on the way out, null where there is none. */
export interface ProxySettings {
  /** For http:// addresses. */
  readonly http: string | null;
  /** For https:// addresses. */
  readonly https: string | null;
  /** What is asked directly, as NO_PROXY lists it. */
  readonly none: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** The proxy for an address; null where it is asked directly. Providers, webhooks and alerts all ask here. */
export function proxyFor(
  { protocol, hostname, port }: Pick<URL, 'protocol' | 'hostname' | 'port'>,
  proxies: ProxySettings,
): string | null {
  if (isListed(proxies.none, hostname, Number(port) || DEFAULT_PORTS[protocol])) return null;
  return protocol === 'https:' ? proxies.https : proxies.http;
}
