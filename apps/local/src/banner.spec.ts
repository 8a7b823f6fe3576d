import { loadConfiguration } from '@app/config';
import { banner } from './banner.js';

const RUNNING = {
  apiUrl: 'http://127.0.0.1:3000',
  workerUrl: 'http://127.0.0.1:3001',
  keysNeeded: false,
  databaseFolder: '/srv/data/postgres',
  account: null,
};
const bannerOf = (variables: Record<string, string>, keysNeeded = false): string =>
  banner(loadConfiguration(variables), { ...RUNNING, keysNeeded });

describe('banner', () => {
  it('says where everything is and what to try', () => {
    const text = bannerOf({ DATA_DIR: '/srv/data' });
    expect(text).toContain('http://127.0.0.1:3000/docs');
    expect(text).toContain('http://127.0.0.1:3001/health/ready');
    expect(text).toMatch(/Dashboard +http:\/\/127\.0\.0\.1:3000\/\n/);
    expect(text).toContain('curl -X POST http://127.0.0.1:3000/api/v1/tasks -H');
  });

  it('says what is in force where nothing is set', () => {
    const text = bannerOf({ DATA_DIR: '/srv/data' });
    expect(text).toMatch(/Model +simulated, no provider's key is set\n/);
    expect(text).toMatch(/Broker +the database; REDIS_URL is not set\n/);
    expect(text).toMatch(/Database +embedded PostgreSQL, under \/srv\/data/);
    expect(text).toMatch(/Access +open: from this machine no key is needed\n/);
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ OPENAI_API_KEY: 'sk' }, /Model +openai, gpt-[\w.-]+\n/],
    [{ OPENAI_API_KEY: 'sk', DEEPSEEK_API_KEY: 'sk' }, /Model +openai, gpt-[\w.-]+; also on: deepseek\n/],
    [{ OPENAI_API_KEY: 'sk', DEFAULT_PROVIDER: 'simulated' }, /Model +simulated, by DEFAULT_PROVIDER\n/],
    [
      { OPENAI_COMPATIBLE_BASE_URL: 'http://localhost:11434/v1', DEFAULT_MODEL: 'llama' },
      /Model +openai-compatible, llama\n/,
    ],
    [{ FILES_S3_BUCKET: 'files' }, /Files +the bucket of FILES_S3_BUCKET\n/],
    [{ AUTH: 'off', HOST: '0.0.0.0' }, /Access +open to whoever reaches 0\.0\.0\.0, by AUTH=off\n/],
  ])('%j', (variables, row) => expect(bannerOf(variables)).toMatch(row));

  it('names databases, brokers and keys without their credentials', () => {
    const variables = {
      DATABASE_URL: 'postgres://me:secret@db/tasks',
      REDIS_URL: 'redis://:secret@redis:6379',
      API_KEYS: `ops:${'secret'.repeat(4)}`,
    };
    const text = bannerOf(variables, true);
    expect(text).not.toContain('secret');
    expect(text).toMatch(/Database +the PostgreSQL of DATABASE_URL\n/);
    expect(text).toMatch(/Broker +the Redis of REDIS_URL\n/);
    expect(text).toMatch(/Access +a key of API_KEYS is needed \(ops\)\n/);
    expect(text).toContain("-H 'authorization: Bearer <key>'");
  });

  it('says where the database is when it is elsewhere, and who runs the product when root started it', () => {
    const elsewhere = { ...RUNNING, databaseFolder: '/var/lib/x/clusters/1', account: 'root, because …' };
    const text = banner(loadConfiguration({ DATA_DIR: '/root/clone/.data' }), elsewhere);
    expect(text).toMatch(
      /Database +embedded PostgreSQL, \/var\/lib\/x\/clusters\/1, as its user cannot enter \/root\/clone\/\.data;/,
    );
    expect(text).toMatch(/Runs as +root, because …/);
    expect(bannerOf({ DATA_DIR: '/srv/data' })).not.toMatch(/cannot enter|Runs as/);
  });
});
