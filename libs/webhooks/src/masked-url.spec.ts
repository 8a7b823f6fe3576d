import { isMasked, maskedUrl } from './masked-url.js';

describe('a masked URL', () => {
  it.each([
    ['https://example.com/hooks/tasks', 'https://example.com/hooks/tasks'],
    ['https://example.com:8443/', 'https://example.com:8443/'],
    ['https://example.com/hook?token=abc&b=1', 'https://example.com/hook?***'],
    ['https://example.com/hook?abc#part', 'https://example.com/hook?***'],
    [
      'https://hooks.example.com/services/T000/B000/aaaaaaaaaaaaaaaaaaaaaaaa',
      'https://hooks.example.com/services/T000/B000/***',
    ],
    ['not a URL ?secret', '***'],
  ])('of %s is %s', (url, masked) => expect(maskedUrl(url)).toBe(masked));

  it('is told from a whole one', () => {
    expect(['https://a.example/***/b', 'https://a.example/?***'].map(isMasked)).toEqual([true, true]);
    expect(['https://a.example/b', 'https://a.example/?a=***b'].map(isMasked)).toEqual([false, false]);
  });
});
