import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration } from './configuration.js';
import { workerFlags } from './flags.js';

const KEY = 'a-secret-of-24-characters';

describe('loadConfiguration', () => {
  it('has a default for everything', () => {
    const configuration = loadConfiguration({});
    expect(configuration.api).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(configuration.worker).toMatchObject({ queues: null, concurrency: 10, drainMs: 30_000 });
    expect(configuration.databaseUrl).toBeNull();
  });

  it('names every wrong variable at once and shows no value', () => {
    const load = () =>
      loadConfiguration({ PORT: 'banana', REDIS_URL: 'http://secret', AUTH: 'perhaps', API_KEYS: 'hunter2' });
    expect(load).toThrow(ConfigurationError);
    for (const name of ['PORT', 'REDIS_URL', 'AUTH', 'API_KEYS'])
      expect(load).toThrow(new RegExp(`- ${name}: `));
    expect(load).not.toThrow(/banana|secret|perhaps|hunter2/);
  });

  it('takes an empty variable as unset', () => {
    expect(loadConfiguration({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      api: { port: 3000 },
      databaseUrl: null,
    });
  });

  it('reads keys whose scopes are separated by commas too', () => {
    const { keys } = loadConfiguration({ API_KEYS: `ci:${KEY}1:read,write,ops:${KEY}2 boss:${KEY}3` }).auth;
    expect(keys.map(({ name, scopes }) => [name, scopes])).toEqual([
      ['ci', ['read', 'write']],
      ['ops', ['metrics', 'read', 'write', 'work', 'admin']],
      ['boss', ['metrics', 'read', 'write', 'work', 'admin']],
    ]);
    expect(JSON.stringify(keys)).not.toContain('secret');
  });

  it('refuses a key of fewer than 24 characters, and says which by its place', () => {
    const load = (list: string) => (): unknown => loadConfiguration({ API_KEYS: list });
    expect(load(`ci:${KEY},hunter2-key:ops;boss:${'x'.repeat(23)}`)).toThrow(
      /API_KEYS: the key of entry 2, 3 is shorter than 24 characters/,
    );
    expect(load(`ci:${KEY};hunter2`)).toThrow(/API_KEYS: entry 2 must be name:key/);
    for (const list of [`ci:${KEY},hunter2-key:ops`, 'hunter2', `ops:${KEY}:root`])
      expect(load(list)).not.toThrow(/hunter2|secret/);
    expect(loadConfiguration({ API_KEYS: `ops:${'x'.repeat(24)}` }).auth.keys).toHaveLength(1);
  });

  it.each(['10.0.0.1', '10.0.0.0/8, ::1', 'fd00::/8', 'loopback, 192.168.1.0/24'])(
    'trusts the proxies %s',
    (list) =>
      expect(loadConfiguration({ TRUSTED_PROXIES: list }).trustedProxies).toHaveLength(
        list.split(',').length,
      ),
  );

  it.each(['everybody', '10.0.0.0/33', '10.0.0.1/8/8', '10.0.0', 'true'])(
    'refuses %s as TRUSTED_PROXIES',
    (list) =>
      expect(() => loadConfiguration({ TRUSTED_PROXIES: list })).toThrow(
        /TRUSTED_PROXIES: must list IP addresses/,
      ),
  );

  it('takes the address that mail is from, else the user of the mail server', () => {
    const from = (variables: Record<string, string>) => loadConfiguration(variables).mail.from;
    expect(from({})).toBe('task-runner@localhost');
    expect(from({ SMTP_URL: 'smtp://ops%40example.org:secret@mail.example.org:587' })).toBe(
      'ops@example.org',
    );
    expect(from({ SMTP_URL: 'smtps://ops:secret@[::1]?requireTLS=false' })).toBe('task-runner@localhost');
    expect(
      from({ SMTP_URL: 'smtp://ops%40example.org:x@mail', MAIL_FROM: 'Reports 报告 <reports@example.org>' }),
    ).toContain('报告');
  });

  it.each([
    'mail.example.org',
    'http://hunter2@mail',
    'smtp://',
    'smtp://user:hunter2%zz@mail',
    'smtp://user:hunter2%ff@mail',
  ])('refuses %s as SMTP_URL', (url) => {
    expect(() => loadConfiguration({ SMTP_URL: url })).toThrow(/- SMTP_URL: must look like/);
    expect(() => loadConfiguration({ SMTP_URL: url })).not.toThrow(/hunter2/);
  });

  it('refuses a sender that would be more than one header', () => {
    expect(() => loadConfiguration({ MAIL_FROM: 'me@example.org\r\nBcc: all@example.org' })).toThrow(
      /- MAIL_FROM: /,
    );
  });

  it('sends traces to the address of their own, else below the common one', () => {
    const url = (variables: Record<string, string>) => loadConfiguration(variables).traces.url;
    const common = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318//' };
    expect([url({}), url(common)]).toEqual([null, 'http://collector:4318/v1/traces']);
    expect(url({ ...common, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://tempo/otlp?tenant=a' })).toBe(
      'http://tempo/otlp?tenant=a',
    );
  });

  it('is frozen to its leaves', () => {
    const configuration = loadConfiguration({});
    expect(() => Object.assign(configuration.api, { port: 1 })).toThrow(TypeError);
  });

  it('lets the command line win', () => {
    const flags = workerFlags(['--queues=ai_processing', '--concurrency', '2']);
    expect(loadConfiguration({ CONCURRENCY: '9' }, flags).worker).toMatchObject({
      queues: ['ai_processing'],
      concurrency: 2,
    });
    expect(() => workerFlags(['--colour'])).toThrow(ConfigurationError);
  });
});
