/** Proxies on the way out, null where there is none. */
export interface ProxySettings {
  /** For http:// addresses. */
  readonly http: string | null;
  /** For https:// addresses. */
  readonly https: string | null;
  /** What is asked directly: names and addresses with an optional port, separated by commas or spaces; `*` is all. */
  readonly none: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** The proxy for an address; null where it is asked directly. The rules are those of undici's EnvHttpProxyAgent. */
export function proxyFor({ protocol, hostname, port }: Pick<URL, 'protocol' | 'hostname' | 'port'>, proxies: ProxySettings): string | null {
  const proxy = protocol === 'https:' ? proxies.https : proxies.http;
  const isDirect = proxies.none
    .split(/[,\s]+/)
    .filter(Boolean)
    .some((entry) => covers(entry, hostname.toLowerCase(), Number(port) || DEFAULT_PORTS[protocol]));
  return isDirect ? null : proxy;
}

function covers(entry: string, hostname: string, port: number | undefined): boolean {
  if (entry === '*') return true;
  const [, host = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
  if (only && Number(only) !== port) return false;
  const name = host.replace(/^\*?\./, '').toLowerCase();
  return hostname === name || hostname.endsWith(`.${name}`);
}
