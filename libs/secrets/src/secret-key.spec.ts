import { SecretKey } from './secret-key.js';

describe('SecretKey', () => {
  const text = SecretKey.random();
  const key = new SecretKey(text);

  it('opens what it has sealed, also in another process, and seals equal secrets differently', () => {
    const [one, two] = [key.seal('whsec_ü'), key.seal('whsec_ü')];
    expect(one).not.toBe(two);
    expect([one, two].map((sealed) => new SecretKey(text).open(sealed))).toEqual(['whsec_ü', 'whsec_ü']);
    expect(one).not.toContain('whsec');
    expect(one).toMatch(new RegExp(`^enc:v1:${key.id}:[\\w-]+$`));
  });

  it('opens nothing that another key sealed, or that was changed anywhere', () => {
    const other = new SecretKey(SecretKey.random());
    expect(() => key.open(other.seal('x'))).toThrow('Another key');
    const sealed = key.seal('whsec_secret');
    const start = sealed.lastIndexOf(':') + 1;
    for (let at = start; at < sealed.length; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'Q' : 'A'}${sealed.slice(at + 1)}`;
      expect(() => key.open(changed as never)).toThrow();
    }
    expect(() => key.open(sealed.slice(0, start + 5) as never)).toThrow();
  });

  it('tells nothing of the key in its id, and takes no short key', () => {
    expect(Buffer.from(text, 'base64').toString('hex')).not.toContain(key.id);
    expect(() => new SecretKey('c2hvcnQ=')).toThrow('32 bytes');
  });
});
