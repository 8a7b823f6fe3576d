import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@app/embedded-postgres';
import { Audit } from '../support/audit.js';
import { describeWithRedis } from '../support/brokers.js';
import { CertificateAuthority } from '../support/certificate-authority.js';
import { textOf } from '../support/docs-blocks.js';
import { Fleet } from '../support/fleet.js';
import { type OwnPostgres, startOwnPostgres } from '../support/postgres.js';
import { startRedis } from '../support/redis.js';
import { type RedisGroup, startCluster, startSentinels } from '../support/redis-group.js';
import { SteadyLoad } from '../support/steady-load.js';

const TASKS = 100;
const END_LIMIT_MS = 60_000;

describeWithRedis('Redis', () => {
  let folder: string;
  let postgres: OwnPostgres;
  let audit: Audit;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-redis-'));
    postgres = await startOwnPostgres();
    audit = await Audit.install(postgres.url);
  });

  afterEach(async () => {
    await postgres.destroy();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('is used with TLS, by a user with the rights of docs/deployment.md and no others', async () => {
    const [authority, port] = [await CertificateAuthority.create(), String(await freePort())];
    const { key, cert } = await authority.certificateFor('localhost');
    const files = Object.entries({ ca: authority.cert, key, cert });
    for (const [name, text] of files) await writeFile(join(folder, `${name}.pem`), text);
    const redis = await startRedis({
      'tls-port': port,
      'tls-cert-file': join(folder, 'cert.pem'),
      'tls-key-file': join(folder, 'key.pem'),
      'tls-ca-cert-file': join(folder, 'ca.pem'),
      'tls-auth-clients': 'no',
    });
    const password = randomBytes(12).toString('hex');
    const rights = (await textOf('docs/deployment.md', 'rights in Redis')).trim();
    expect(await redis.command(rights.replace('THE_PASSWORD', password))).toBe('+OK');
    await redis.command((await textOf('docs/deployment.md', 'rights from Redis 7.2 on')).trim()); // unknown before
    const address = `rediss://tasks:${password}@localhost:${port}?sslrootcert=${join(folder, 'ca.pem')}`;
    const fleet = fleetOn(address);
    try {
      const [api, worker] = [await fleet.api(), await fleet.worker()];
      const load = new SteadyLoad(() => fleet.clients);
      await load.more(TASKS);
      await pauseAndResume(fleet);
      await load.stop();
      await expectEach(load);
      expect(await redis.command('ACL LOG')).toBe('*0'); // nothing was refused
      expect(`${api.text}${worker.text}`).not.toContain(password);
    } finally {
      await fleet.stop();
      await redis.destroy();
    }
  });

  it.each<[string, () => Promise<RedisGroup>]>([
    ['Sentinels', startSentinels],
    ['a cluster', startCluster],
  ])('loses its master under load, with %s: each task ends once', async (_, start) => {
    const group = await start();
    const fleet = fleetOn(group.url);
    try {
      await fleet.api();
      await fleet.worker();
      await fleet.worker();
      const load = new SteadyLoad(() => fleet.clients);
      await load.more(TASKS);
      await group.killMaster();
      const killedAt = Date.now();
      const [first = ''] = await load.more(1);
      await fleet.client.ended(first, END_LIMIT_MS);
      const recoveredS = (Date.now() - killedAt) / 1000;
      await load.more(TASKS);
      await load.stop();
      await audit.allEnded(END_LIMIT_MS);
      process.stdout.write(
        `${JSON.stringify(await audit.count())}, goes on after ${recoveredS.toFixed(1)} s, all after ${((Date.now() - killedAt) / 1000).toFixed(1)} s\n`,
      );
      await expectEach(load);
      expect(recoveredS).toBeLessThan(20);
    } finally {
      await fleet.stop();
      await group.stop();
    }
  });

  function fleetOn(redisUrl: string): Fleet {
    return new Fleet({
      DATABASE_URL: postgres.url,
      REDIS_URL: redisUrl,
      DATA_DIR: join(folder, 'data'),
      LEASE_SECONDS: '5',
    });
  }

  /** Also what a queue does beside delivering. */
  async function pauseAndResume({ client }: Fleet): Promise<void> {
    const queue = '/api/v1/queues/demo_tasks';
    expect((await client.call('POST', `${queue}/pause`)).status).toBe(200);
    const waits = await client.submit({ type: 'demo.calculation', input: { expression: '6*7' } });
    await client.until(waits.id, ({ waitingFor }) => waitingFor?.reason === 'paused');
    expect((await client.call('POST', `${queue}/resume`)).status).toBe(200);
    expect(await client.ended(waits.id)).toMatchObject({ result: { value: '42' } });
  }

  async function expectEach(load: SteadyLoad): Promise<void> {
    await audit.allEnded(END_LIMIT_MS);
    const { accepted, ended, endedTwice } = await audit.count();
    expect({ ended, endedTwice }).toEqual({ ended: accepted, endedTwice: 0 });
    const rows = await audit.query<{ id: string; value: string }>(
      `SELECT id, result->>'value' AS value FROM tasks`,
    );
    const values = new Map(rows.map(({ id, value }) => [id, value]));
    expect([...load.accepted].filter(([id, value]) => values.get(id) !== value)).toEqual([]);
  }
});
