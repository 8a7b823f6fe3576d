import type { Configuration } from '@app/config';

/**
 * Lets every `fetch` of this process go through the proxies. Webhooks have a client of their own, which knows
 * them too. What is no HTTP, such as PostgreSQL, Redis, SMTP and ClamAV, and S3, whose SDK has its own
 * settings, goes directly.
 */
export async function useProxies({ proxies }: Pick<Configuration, 'proxies'>): Promise<void> {
  if (!proxies.http && !proxies.https) return;
  const [{ setGlobalDispatcher }, { ProxyDispatcher }] = await Promise.all([
    import('undici'),
    import('@app/proxies'),
  ]);
  setGlobalDispatcher(new ProxyDispatcher(proxies));
}
