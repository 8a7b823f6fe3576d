import { secretsIn } from './secrets.js';

describe('secretsIn', () => {
  it.each([
    ['a key', { OPENAI_API_KEY: 'sk-0123456789' }, ['sk-0123456789']],
    ["a secret of a handler of one's own", { BILLING_TOKEN: 'abc123def' }, ['abc123def']],
    [
      'the password of an address',
      { DATABASE_URL: 'postgres://tasks:p%40ssw0rd@one:5432,two:5432/tasks' },
      ['p%40ssw0rd', 'p@ssw0rd'],
    ],
    ['a password without a user', { REDIS_URL: 'redis://:hunter2@cache' }, ['hunter2']],
    ['a token in the place of the user', { SOME_BASE_URL: 'https://token-123@models' }, ['token-123']],
    ['a key in a query', { SOME_BASE_URL: 'https://models/?api_key=k-12345678' }, ['k-12345678']],
    [
      'the path of a hook',
      { QUEUE_ALERT_WEBHOOK_URL: 'https://chat/services/T0/B0/xyzzy' },
      ['/services/T0/B0/xyzzy'],
    ],
    [
      'keys with their names and scopes',
      { API_KEYS: 'ops:hunter22,reports:hunter33:read,write' },
      ['hunter22', 'hunter33'],
    ],
    [
      'a webhook secret without its prefix',
      { WEBHOOK_SECRET: 'whsec_c2VjcmV0' },
      ['whsec_c2VjcmV0', 'c2VjcmV0'],
    ],
    ['headers of a collector', { OTEL_EXPORTER_OTLP_HEADERS: 'x-key=abc12345,x-team=me' }, ['abc12345']],
  ])('finds %s', (_, variables, secrets) => {
    expect(secretsIn(variables)).toEqual(expect.arrayContaining(secrets));
  });

  it.each([
    { HOME: '/home/someone', PORT: '3000' },
    { DATABASE_URL: 'postgres://tasks:tasks@localhost/tasks' },
    { DATABASE_URL: 'postgres://localhost/tasks', REDIS_URL: 'redis://cache:6379' },
    { OPENAI_API_KEY: '' },
    { API_KEYS: 'reports:x:read,write' },
  ])('leaves %j', (variables) => {
    expect(secretsIn(variables).filter((text) => text !== variables.API_KEYS)).toEqual([]);
  });
});
