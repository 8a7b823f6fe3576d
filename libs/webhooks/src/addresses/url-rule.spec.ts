import { mayGoTo } from './address-rule.js';
import { urlProblem } from './url-rule.js';

const FORBIDDEN: readonly [string, string][] = [
  ['loopback', 'http://127.0.0.1/'],
  ['another loopback', 'http://127.8.9.10:8080/'],
  ['this network', 'http://0.0.0.0/'],
  ['a private network, 10/8', 'http://10.0.0.1/'],
  ['a private network, 172.16/12', 'http://172.31.255.255/'],
  ['a private network, 192.168/16', 'http://192.168.1.1/'],
  ['carrier-grade NAT', 'http://100.64.0.1/'],
  ['link-local, with the metadata of clouds', 'http://169.254.169.254/latest/meta-data'],
  ['IETF protocol assignments', 'http://192.0.0.8/'],
  ['documentation', 'http://203.0.113.5/'],
  ['benchmarks', 'http://198.18.0.1/'],
  ['6to4 relays', 'http://192.88.99.1/'],
  ['multicast', 'http://224.0.0.1/'],
  ['reserved', 'http://240.0.0.1/'],
  ['broadcast', 'http://255.255.255.255/'],
  ['decimal', 'http://2130706433/'],
  ['octal', 'http://0177.0.0.1/'],
  ['hexadecimal', 'http://0x7f.0x0.0x0.0x1/'],
  ['a short form', 'http://127.1/'],
  ['a trailing dot', 'http://127.0.0.1./'],
  ['full-width digits', 'http://１２７.０.０.１/'],
  ['circled digits', 'http://①②⑦.⓪.⓪.①/'],
  ['percent-encoded digits', 'http://%31%32%37.0.0.1/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['IPv6 unspecified', 'http://[::]/'],
  ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
  ['IPv4-mapped and public', 'http://[::ffff:8.8.8.8]/'],
  ['IPv4-compatible', 'http://[::7f00:1]/'],
  ['IPv4-translated', 'http://[::ffff:0:7f00:1]/'],
  ['NAT64', 'http://[64:ff9b::7f00:1]/'],
  ['local NAT64', 'http://[64:ff9b:1::7f00:1]/'],
  ['6to4', 'http://[2002:7f00:1::]/'],
  ['Teredo', 'http://[2001:0:7f00:1::]/'],
  ['unique local', 'http://[fd12:3456::1]/'],
  ['IPv6 link-local', 'http://[fe80::1]/'],
  ['site-local', 'http://[fec0::1]/'],
  ['IPv6 multicast', 'http://[ff02::1]/'],
  ['IPv6 documentation', 'http://[2001:db8::1]/'],
  ['newer IPv6 documentation', 'http://[3fff::1]/'],
  ['discard', 'http://[100::1]/'],
  ['space that is not given out', 'http://[4000::1]/'],
  ['localhost', 'http://localhost:3000/'],
  ['localhost in capitals, with a dot', 'http://LOCALHOST./'],
  ['a name under localhost', 'http://api.localhost/'],
  ['localhost.localdomain', 'http://localhost.localdomain/'],
  ['mDNS', 'http://printer.local/'],
  ['the metadata name of a cloud', 'http://metadata.google.internal/'],
  ['a name without a dot', 'http://redis:6379/'],
];

describe('the URL of a webhook', () => {
  it.each(FORBIDDEN)('may not be %s', (_, url) => expect(urlProblem(url, false)).toMatch(/must not lead to/));

  it.each([
    'https://example.com/hook?key=1',
    'http://example.com:8080',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://xn--bcher-kva.example',
    'HTTPS://EXAMPLE.COM.',
  ])('may be %s', (url) => expect(urlProblem(url, false)).toBeNull());

  it.each([
    ['', /begins with/],
    ['example.com', /begins with/],
    ['ftp://example.com', /begins with/],
    ['file:///etc/passwd', /begins with/],
    ['javascript:alert(1)', /begins with/],
    ['http:example.com', /begins with/],
    ['http://', /begins with/],
    ['http://1.2.3.4.5', /begins with/],
    ['https://user:word@example.com', /password/],
    ['https://user@example.com', /password/],
    ['https://example.com/#top', /fragment/],
    ['http://example.com:25/', /port/],
    ['http://example.com:0/', /port/],
    [`https://example.com/${'x'.repeat(2048)}`, /2048/],
  ])('%j is wrong', (url, reason) => expect(urlProblem(url, true)).toMatch(reason));

  it.each([
    'http://localhost:3000/',
    'http://127.0.0.1:8080/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'http://redis:6379/',
    'http://[::ffff:10.0.0.1]/',
  ])('may be %s where private addresses are allowed', (url) => expect(urlProblem(url, true)).toBeNull());

  it.each([
    'http://169.254.169.254/',
    'http://[::ffff:169.254.169.254]/',
    'http://224.0.0.1/',
    'http://0.0.0.0/',
    'http://[fe80::1]/',
  ])('may not be %s even then', (url) => expect(urlProblem(url, true)).toMatch(/must not lead to/));
});

describe('an address', () => {
  it.each(['', 'example.com', '1.2.3', 'fe80::1%eth0', '999.1.1.1'])('is not %j', (text) =>
    expect(mayGoTo(text, true)).toBe(false),
  );
  it.each(['fd00::1', '64:ff9b::a00:1', '64:ff9b::808:808', '100.64.1.1'])(
    '%s is allowed with the private ones',
    (address) => expect([mayGoTo(address, false), mayGoTo(address, true)]).toEqual([false, true]),
  );
});
