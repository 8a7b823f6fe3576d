import { createRequire } from 'node:module';
import { PORTS_BLOCKED_BY_FETCH } from './service-url.js';

it('knows the ports that fetch blocks', () => {
  const { badPorts } = createRequire(import.meta.url)('undici/lib/web/fetch/constants.js') as { badPorts: string[] };
  expect([...PORTS_BLOCKED_BY_FETCH].map(String).filter((port) => port !== '0')).toEqual(badPorts);
});
