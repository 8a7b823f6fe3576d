import { loadConfiguration } from '@app/config';
import { banner } from './banner.js';

const API = 'http://127.0.0.1:3000';
const WORKER = 'http://127.0.0.1:3001';

describe('banner', () => {
  it('says where everything is and what to try', () => {
    const text = banner(loadConfiguration({ DATA_DIR: '/srv/data' }), API, WORKER);
    expect(text).toContain(`${API}/docs`);
    expect(text).toContain(`${WORKER}/health/ready`);
    expect(text).toContain('/srv/data');
    expect(text).toMatch(/Broker +embedded PostgreSQL/);
    expect(text).toContain(`curl -X POST ${API}/api/v1/tasks`);
  });

  it('names databases and brokers without their credentials', () => {
    const variables = { DATABASE_URL: 'postgres://me:secret@db/tasks', REDIS_URL: 'redis://:secret@redis:6379' };
    const text = banner(loadConfiguration(variables), API, WORKER);
    expect(text).not.toContain('secret');
    expect(text).toMatch(/Data +the PostgreSQL of DATABASE_URL/);
    expect(text).toMatch(/Broker +the Redis of REDIS_URL/);
  });
});
