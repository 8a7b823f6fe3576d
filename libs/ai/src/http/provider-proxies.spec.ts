import { loadConfiguration } from '@app/config';
import { OpenAiServer } from '../../../../test/support/openai-server.js';
import { ProxyServer } from '../../../../test/support/proxy-server.js';
import type { LanguageModel } from '../language-model.js';
import { modelsThatAreOn } from '../models-that-are-on.js';

const PROVIDERS = ['OPENAI', 'ANTHROPIC', 'DEEPSEEK', 'OPENAI_COMPATIBLE'];

let server: OpenAiServer;
let proxy: ProxyServer;
beforeEach(async () => {
  [server, proxy] = await Promise.all([OpenAiServer.start(), ProxyServer.start()]);
  proxy.names.set('provider.example', Number(new URL(server.baseUrl).port));
  server.always({ status: 400 }); // whoever is asked in whatever protocol
});
afterEach(async () => {
  await server.close();
  proxy.stop();
});

/** How a provider fails that these variables switch on. */
async function failure(variables: Record<string, string>): Promise<unknown> {
  const [model] = (await modelsThatAreOn(loadConfiguration(variables))) as [LanguageModel];
  const parts = model
    .generate({ prompt: 'Hello', model: 'm', signal: new AbortController().signal })
    [Symbol.asyncIterator]();
  return parts.next().then(
    () => null,
    (error: unknown) => error,
  );
}

const REFUSED = { code: 'provider_rejected', message: expect.stringContaining('400') };

describe.each(PROVIDERS)('a provider by %s_BASE_URL', (name) => {
  const at = (url: string): Record<string, string> => ({ [`${name}_BASE_URL`]: url });

  it('is asked through HTTP_PROXY', async () => {
    expect(
      await failure({
        ...at('http://provider.example/v1'),
        HTTP_PROXY: proxy.url.replace('//', '//user:p%40ss@'),
      }),
    ).toMatchObject(REFUSED);
    expect(proxy.asked).toEqual(['provider.example:80']);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
    expect(server.requests).toHaveLength(1);
  });

  it('is asked through HTTPS_PROXY where it speaks TLS, and tells nothing of a proxy that refuses', async () => {
    proxy.refusal = 407;
    const HTTPS_PROXY = proxy.url.replace('//', '//user:hunter2@');
    const error = await failure({ ...at('https://provider.example/v1'), HTTPS_PROXY });
    expect(error).toMatchObject({
      code: 'provider_unavailable',
      message: expect.not.stringContaining('hunter2'),
    });
    expect(proxy.asked).toEqual(['provider.example:443']);
  });

  it('is asked directly where NO_PROXY names it', async () => {
    expect(
      await failure({ ...at(server.baseUrl), HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' }),
    ).toMatchObject(REFUSED);
    expect([proxy.asked, server.requests.length]).toEqual([[], 1]);
  });

  it('is asked through the proxy that all others are, where one in small letters is empty', async () => {
    expect(
      await failure({
        ...at('http://provider.example/v1'),
        http_proxy: '',
        no_proxy: '',
        HTTP_PROXY: proxy.url,
      }),
    ).toMatchObject(REFUSED);
    expect(proxy.asked).toEqual(['provider.example:80']);
  });
});
