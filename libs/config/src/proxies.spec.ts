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
    expect(
      proxyOf('https://api.example.com', { ...PROXIES, https_proxy: 'http://small:1', no_proxy: 'nothing' }),
    ).toBe('http://small:1');
  });

  it.each([
    ['*', 'api.example.com', true],
    ['localhost,*', 'api.example.com', true],
    ['* localhost', 'api.example.com', true],
    ['example.com', 'api.example.com', true],
    ['.example.com', 'api.example.com', true],
    ['.example.com', 'example.com', true],
    ['*.example.com', 'api.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*:443', 'api.example.com', true],
    ['*:80', 'api.example.com', false],
    ['example.com.', 'api.example.com', true],
    ['localhost, api.example.com', 'api.example.com.', true],
    ['API.example.com:443', 'api.example.com', true],
    ['api.example.com:8443', 'api.example.com', false],
    ['example.com:8443', 'api.example.com:8443', true],
    ['ample.com', 'api.example.com', false],
    ['other.example.com', 'api.example.com', false],
    ['', 'api.example.com', false],
    ['10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '110.0.0.5', false],
    ['0.0.5', '10.0.0.5', false],
    ['10.0.0.5:443', '10.0.0.5', true],
    ['10.0.0.5:8443', '10.0.0.5', false],
    ['10.0.0.0/8', '10.200.0.5', true],
    ['10.0.0.0/8', '11.0.0.5', false],
    ['10.0.0.0/8', '[::ffff:10.0.0.5]', true],
    ['10.0.0.0/8', '10.example.com', false],
    ['::1', '[::1]', true],
    ['[::1]', '[::1]', true],
    ['[::1]:443', '[::1]', true],
    ['[::1]:8443', '[::1]', false],
    ['fd00::/8', '[fd12:3456::1]', true],
    ['fd00::/8', '[fe80::1]', false],
    ['0:0:0:0:0:0:0:1', '[::1]', true],
  ])('with NO_PROXY=%s for %s is none: %s', (NO_PROXY, host, direct) => {
    expect(proxyOf(`https://${host}/v1`, { ...PROXIES, NO_PROXY }) === null).toBe(direct);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '169.254/16',
    'fd00::/129',
    'a/b',
    'http://a',
    '[::1',
    'a:b:c',
    'a*b',
  ])('passes over %s', (entry) => {
    expect(proxyOf('https://10.0.0.1', { ...PROXIES, NO_PROXY: entry })).toBe(PROXIES.HTTPS_PROXY);
    expect(proxyOf('https://b', { ...PROXIES, NO_PROXY: `${entry},b` })).toBeNull();
  });

  it.each(['socks5://hunter2:1080', 'proxy:3128', 'http://user:hun/ter2@proxy:3128'])(
    'refuses %s',
    (HTTPS_PROXY) => {
      expect(() => loadConfiguration({ HTTPS_PROXY })).toThrow(/- HTTPS_PROXY: (?!.*ter2)/);
    },
  );
});
