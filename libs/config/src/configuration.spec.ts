import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration } from './configuration.js';
import { workerFlags } from './flags.js';

describe('loadConfiguration', () => {
  it('has a default for everything', () => {
    const configuration = loadConfiguration({});
    expect(configuration.api).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(configuration.worker).toMatchObject({ queues: null, concurrency: 10, drainMs: 30_000 });
    expect(configuration.databaseUrl).toBeNull();
  });

  it('names every wrong variable at once and shows no value', () => {
    const load = () => loadConfiguration({ PORT: 'banana', REDIS_URL: 'http://secret', AUTH: 'perhaps', API_KEYS: 'hunter2' });
    expect(load).toThrow(ConfigurationError);
    for (const name of ['PORT', 'REDIS_URL', 'AUTH', 'API_KEYS']) expect(load).toThrow(new RegExp(`- ${name}: `));
    expect(load).not.toThrow(/banana|secret|perhaps|hunter2/);
  });

  it('takes an empty variable as unset', () => {
    expect(loadConfiguration({ PORT: '', DATABASE_URL: '' })).toMatchObject({ api: { port: 3000 }, databaseUrl: null });
  });

  it('reads keys whose scopes are separated by commas too', () => {
    const { keys } = loadConfiguration({ API_KEYS: 'ci:first-secret:read,write,ops:second-secret boss:third' }).auth;
    expect(keys.map(({ name, scopes }) => [name, scopes])).toEqual([
      ['ci', ['read', 'write']],
      ['ops', ['read', 'write', 'admin']],
      ['boss', ['read', 'write', 'admin']],
    ]);
    expect(JSON.stringify(keys)).not.toContain('secret');
  });

  it('takes the address that mail is from, else the user of the mail server', () => {
    const from = (variables: Record<string, string>) => loadConfiguration(variables).mail.from;
    expect(from({})).toBe('task-runner@localhost');
    expect(from({ SMTP_URL: 'smtp://ops%40example.org:secret@mail.example.org:587' })).toBe('ops@example.org');
    expect(from({ SMTP_URL: 'smtps://ops:secret@[::1]?requireTLS=false' })).toBe('task-runner@localhost');
    expect(from({ SMTP_URL: 'smtp://ops%40example.org:x@mail', MAIL_FROM: 'Reports 报告 <reports@example.org>' })).toContain('报告');
  });

  it.each(['mail.example.org', 'http://hunter2@mail', 'smtp://', 'smtp://user:hunter2%zz@mail', 'smtp://user:hunter2%ff@mail'])(
    'refuses %s as SMTP_URL',
    (url) => {
      expect(() => loadConfiguration({ SMTP_URL: url })).toThrow(/- SMTP_URL: must look like/);
      expect(() => loadConfiguration({ SMTP_URL: url })).not.toThrow(/hunter2/);
    },
  );

  it('refuses a sender that would be more than one header', () => {
    expect(() => loadConfiguration({ MAIL_FROM: 'me@example.org\r\nBcc: all@example.org' })).toThrow(/- MAIL_FROM: /);
  });

  it('is frozen to its leaves', () => {
    const configuration = loadConfiguration({});
    expect(() => Object.assign(configuration.api, { port: 1 })).toThrow(TypeError);
  });

  it('lets the command line win', () => {
    const flags = workerFlags(['--queues=ai_processing', '--concurrency', '2']);
    expect(loadConfiguration({ CONCURRENCY: '9' }, flags).worker).toMatchObject({ queues: ['ai_processing'], concurrency: 2 });
    expect(() => workerFlags(['--colour'])).toThrow(ConfigurationError);
  });
});
