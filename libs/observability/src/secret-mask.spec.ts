import { secretMask } from './secret-mask.js';

describe('secretMask', () => {
  const mask = secretMask(['sk-long-0123456', 'sk-long', 'a"b\\c.d*', '123456']);

  it.each([
    ['key sk-long-0123456 refused', 'key [secret] refused'],
    ['key sk-long refused', 'key [secret] refused'],
    ['as it is: a"b\\c.d*', 'as it is: [secret]'],
    [JSON.stringify({ message: 'a"b\\c.d*' }), '{"message":"[secret]"}'],
    ['{"port":1234567}', '{"port":9999997}'],
    ['connect postgres://me:unknown@10.0.0.5/x failed', 'connect postgres://me:[secret]@10.0.0.5/x failed'],
    ['https://example.com/a:b@c and me@example.com', 'https://example.com/a:b@c and me@example.com'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('takes linear time', () => {
    const text = '://'.repeat(200_000);
    expect(mask(text)).toBe(text);
  });
});
