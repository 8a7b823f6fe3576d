import { loadConfiguration } from '@app/config';
import { banner } from './banner.js';

const API = 'http://127.0.0.1:3000';
const WORKER = 'http://127.0.0.1:3001';
const RUNNING = { api: API, worker: WORKER, databaseFolder: '/srv/data/postgres', account: null };

describe('banner', () => {
  it('says where everything is and what to try', () => {
    const text = banner(loadConfiguration({ DATA_DIR: '/srv/data' }), RUNNING);
    expect(text).toContain(`${API}/docs`);
    expect(text).toContain(`${WORKER}/health/ready`);
    expect(text).toContain('/srv/data');
    expect(text).toMatch(/Broker +embedded PostgreSQL/);
    expect(text).toContain(`curl -X POST ${API}/api/v1/tasks`);
  });

  it('names databases and brokers without their credentials', () => {
    const variables = { DATABASE_URL: 'postgres://me:secret@db/tasks', REDIS_URL: 'redis://:secret@redis:6379' };
    const text = banner(loadConfiguration(variables), RUNNING);
    expect(text).not.toContain('secret');
    expect(text).toMatch(/Data +the PostgreSQL of DATABASE_URL/);
    expect(text).toMatch(/Broker +the Redis of REDIS_URL/);
  });

  it('says where the database is when it is elsewhere, and who runs the product when root started it', () => {
    const configuration = loadConfiguration({ DATA_DIR: '/root/clone/.data' });
    const text = banner(configuration, { ...RUNNING, databaseFolder: '/var/lib/x/clusters/1', account: 'root, because …' });
    expect(text).toMatch(/Database +\/var\/lib\/x\/clusters\/1, as its user cannot enter \/root\/clone\/\.data/);
    expect(text).toMatch(/Runs as +root, because …/);
    expect(banner(loadConfiguration({ DATA_DIR: '/srv/data' }), RUNNING)).not.toMatch(/Database|Runs as/);
  });
});
