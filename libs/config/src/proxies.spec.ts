import { loadConfiguration } from './configuration.js';
import { proxyFor } from './proxies.js';

const proxyOf = (url: string, variables: Record<string, string>): string | null =>
  proxyFor(new URL(url), loadConfiguration(variables).proxies);
const PROXIES = { HTTP_PROXY: 'http://proxy:3128', HTTPS_PROXY: 'http://secure:3128' };

describe('the proxy for an address', () => {
  it('is none by default', () => expect(proxyOf('https://api.example.com', {})).toBeNull());

  it('depends on the protocol', () => {
    expect(proxyOf('https://api.example.com', PROXIES)).toBe(PROXIES.HTTPS_PROXY);
    expect(proxyOf('http://api.example.com', PROXIES)).toBe(PROXIES.HTTP_PROXY);
    expect(proxyOf('https://api.example.com', { HTTP_PROXY: PROXIES.HTTP_PROXY })).toBe(PROXIES.HTTP_PROXY);
    expect(proxyOf('http://api.example.com', { HTTPS_PROXY: PROXIES.HTTPS_PROXY })).toBeNull();
  });

  it('is read in small letters too, and these win', () => {
    expect(proxyOf('https://api.example.com', { ...PROXIES, https_proxy: 'http://small:1', no_proxy: 'nothing' })).toBe('http://small:1');
  });

  it.each([
    ['*', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['localhost, api.example.com', true],
    ['API.example.com:443', true],
    ['api.example.com:8443', false],
    ['ample.com', false],
    ['other.example.com', false],
    ['', false],
  ])('with NO_PROXY=%s is left out: %s', (NO_PROXY, direct) => {
    expect(proxyOf('https://api.example.com/v1', { ...PROXIES, NO_PROXY }) === null).toBe(direct);
  });

  it.each(['socks5://hunter2:1080', 'proxy:3128', 'http://user:hun/ter2@proxy:3128'])('refuses %s', (HTTPS_PROXY) => {
    expect(() => loadConfiguration({ HTTPS_PROXY })).toThrow(/- HTTPS_PROXY: (?!.*ter2)/);
  });
});
