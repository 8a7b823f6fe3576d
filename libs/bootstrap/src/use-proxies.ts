import type { Configuration } from '@app/config';

/**
 * Lets every `fetch` of this process go through the proxies. Webhooks have a client of their own, which knows them too. What is no
 * HTTP, such as PostgreSQL, Redis, SMTP and ClamAV, and S3, whose SDK has its own settings, goes directly.
 */
export async function useProxies({ proxies }: Pick<Configuration, 'proxies'>): Promise<void> {
  const { http, https, none } = proxies;
  if (!http && !https) return;
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy: http ?? '', httpsProxy: https ?? '', noProxy: none }));
}
