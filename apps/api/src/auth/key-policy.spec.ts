import { loadConfiguration } from '@app/config';
import { authProblem, keysNeeded } from './key-policy.js';

describe('whether keys are needed', () => {
  it.each([
    [{}, false],
    [{ HOST: 'localhost' }, false],
    [{ HOST: '::1' }, false],
    [{ HOST: '127.9.9.9' }, false],
    [{ API_KEYS: `a:${'x'.repeat(24)}` }, true],
    [{ API_KEYS: `a:${'x'.repeat(24)}`, AUTH: 'off' }, false],
    [{ HOST: '0.0.0.0' }, true],
    [{ HOST: '127.0.0.1.evil.example' }, true],
    [{ AUTH: 'required' }, true],
    [{ AUTH: 'off', HOST: '0.0.0.0' }, false],
  ])('%j: %s', (variables, needed) => expect(keysNeeded(loadConfiguration(variables))).toBe(needed));

  it('does not let an open API start towards the network, and says what to do', () => {
    expect(authProblem(loadConfiguration({ HOST: '0.0.0.0' }))).toMatch(
      /API_KEYS=name:key.*HOST=127\.0\.0\.1.*AUTH=off/,
    );
    expect(authProblem(loadConfiguration({ AUTH: 'required' }))).toMatch(/AUTH=required needs keys/);
  });

  it('lets it start with keys, on loopback, or open on purpose', () => {
    for (const variables of [
      { HOST: '0.0.0.0', API_KEYS: 'a:a-key-of-24-characters-yes' },
      {},
      { HOST: '0.0.0.0', AUTH: 'off' },
    ]) {
      expect(authProblem(loadConfiguration(variables))).toBeNull();
    }
  });
});
