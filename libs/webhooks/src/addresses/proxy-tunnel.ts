import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type Socket } from 'node:net';

/** A proxy did not connect us; its status is all that is told of it. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  readonly code = 'proxy';

  constructor(status: number) {
    super(`The proxy of this installation answered ${status} instead of connecting.`);
  }
}

/**
 * A connection through a proxy (CONNECT, RFC 9110, section 9.3.6) to an address, not to a name: the proxy has
 * nothing to look up, so the address that was checked is the one that it connects to.
 * @throws ProxyRefusal, or what the connection to the proxy failed with
 */
export function openTunnel(
  proxy: URL,
  target: { readonly address: string; readonly port: number },
  timeoutMs: number,
): Promise<Socket> {
  const authority = `${isIPv6(target.address) ? `[${target.address}]` : target.address}:${target.port}`;
  const request = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
  const asked = request({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: { host: authority, ...credentials(proxy) },
    agent: false,
  });
  const limit = setTimeout(
    () => asked.destroy(Object.assign(new Error('too slow'), { code: 'UND_ERR_CONNECT_TIMEOUT' })),
    timeoutMs,
  );
  return new Promise<Socket>((resolve, reject) => {
    asked.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      reject(new ProxyRefusal(statusCode));
    });
    asked.once(
      'response',
      (response) => (response.destroy(), reject(new ProxyRefusal(response.statusCode ?? 0))),
    );
    asked.once('error', reject);
    asked.end();
  }).finally(() => clearTimeout(limit));
}

function credentials({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (!username && !password) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
