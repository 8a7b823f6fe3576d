import { createRequire } from 'node:module';
import { PORTS_BLOCKED_BY_FETCH, urlProblem } from './service-url.js';

const QUERY = { protocols: ['postgres'], credentials: true, query: true };

it('knows the ports that fetch blocks', () => {
  const { badPorts } = createRequire(import.meta.url)('undici/lib/web/fetch/constants.js') as {
    badPorts: string[];
  };
  expect([...PORTS_BLOCKED_BY_FETCH].map(String).filter((port) => port !== '0')).toEqual(badPorts);
});

it.each([
  'postgres://user:pass@host/tasks?sslmode=require',
  'postgres://host/tasks?user=a@b&options=c?d=e&',
  'postgres://host/tasks?a=b=c@d',
])('takes %s', (text) => expect(urlProblem(text, QUERY)).toBeNull());

it.each([
  'postgres://user:12?a=b@host/tasks#',
  'postgres://user:1?a@host/tasks',
  'postgres://user:1/a?b=c&&d=e#@host',
])('takes the rest of %s for a password', (text) => expect(urlProblem(text, QUERY)).toMatch(/^is no URL/));

it('reads a long value with many = and ? once', () => {
  for (const part of ['a=', '?', '?a=&', '@='])
    expect(urlProblem(`postgres://host/tasks?${part.repeat(200_000)}#@`, QUERY)).toMatch(/^is no URL/);
});
