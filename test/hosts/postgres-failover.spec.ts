import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@app/embedded-postgres';
import { Audit } from '../support/audit.js';
import { effectsIn, type FaultRow, heldUpMs, rowOf, tableOf } from '../support/hosts/fault-report.js';
import { historiesOf } from '../support/hosts/histories.js';
import { Load } from '../support/hosts/load.js';
import { HERE } from '../support/hosts/place.js';
import { DATABASE, PostgresReplication } from '../support/hosts/postgres-replication.js';
import { describeWithOldPostgres } from '../support/old-postgres.js';
import { ownProcess } from '../support/own-process.js';
import { redisAvailable, startRedis } from '../support/redis.js';
import type { TestProcess } from '../support/test-process.js';
import { until } from '../support/until.js';

/** The goal is 20 s, on a machine that does nothing else. */
const LIMIT_S = 40;
const LATE_TO_ACCEPT_MS = 1_000;
const LIMIT_MS = 90_000;
const LOAD_BEFORE_MS = 2_000;
/** A manager of failovers needs its time too. */
const UNTIL_PROMOTED_MS = 2_000;

describeWithOldPostgres('a primary that dies under load, and a standby that is promoted', () => {
  const rows: FaultRow[] = [];
  let folder: string;
  let replication: PostgresReplication;
  let audit: Audit;
  let load: Load;
  let processes: TestProcess[];
  let died: number[];
  let closings: (() => unknown)[];

  beforeEach(async () => {
    [processes, died, closings] = [[], [], []];
    folder = await mkdtemp(join(tmpdir(), 'task-runner-failover-'));
    await chmod(folder, 0o777);
    closings.push(() => rm(folder, { recursive: true, force: true }));
    const [first, second] = [await freePort(), await freePort()];
    replication = await PostgresReplication.start(
      { place: HERE, port: first },
      { place: HERE, port: second },
    );
    closings.push(() => replication.destroy());
    await Audit.install(replication.first.urlBySocket(DATABASE));
    audit = Audit.of(replication.second.urlBySocket(DATABASE));
  });
  afterEach(async () => {
    await Promise.all(processes.map((process) => process.kill9()));
    for (const close of closings.reverse()) await close();
  });
  afterAll(() => process.stdout.write(`\n${tableOf(rows)}\n\n`));

  it('loses nothing that was answered where the standby is synchronous, with the queues in PostgreSQL', async () => {
    await replication.beSynchronous();
    await startProduct({});
    const row = await failOver('primary killed -9, synchronous standby, PostgreSQL as broker');
    expect(row).toMatchObject({ ended: row.accepted, lost: 0, endedTwice: 0 });
    expect(row.goesOnS).toBeLessThan(LIMIT_S);
  });

  it('loses what the standby never received where it is asynchronous, and ends all else, with Redis', async () => {
    expect(redisAvailable()).toBe(true);
    const redis = await startRedis();
    closings.push(() => redis.destroy());
    await startProduct({ REDIS_URL: redis.url });
    await delay(LOAD_BEFORE_MS);
    await replication.stopStreaming();
    const stoppedAt = Date.now();
    const row = await failOver('primary killed -9, standby behind by some seconds, Redis as broker');
    expect(row).toMatchObject({ ended: row.accepted - row.lost, endedTwice: 0 });
    expect(row.lost).toBeGreaterThan(0);
    expect(row.goesOnS).toBeLessThan(LIMIT_S);
    const histories = await historiesOf(
      audit,
      load.accepted.map(({ id }) => id),
    );
    const lost = load.accepted.filter(({ id }) => !histories.has(id));
    expect(lost.filter(({ acceptedAt }) => acceptedAt < stoppedAt)).toEqual([]);
  });

  /** An API and two workers, and a client. */
  async function startProduct(broker: Record<string, string>): Promise<void> {
    const variables = {
      DATABASE_URL: replication.url,
      DATA_DIR: join(folder, 'data'),
      TASK_TYPES: resolve('test/fixtures/hosts'),
      EFFECTS: join(folder, 'effects'),
      ...broker,
    };
    const api = ownProcess('api', { ...variables, PORT: '0' });
    const workers = [1, 2].map(() => ownProcess('worker', { ...variables, WORKER_PORT: '0' }));
    processes = [api, ...workers];
    for (const one of processes) void one.exited.then(() => died.push(one.pid));
    await Promise.all(workers.map((worker) => worker.line(({ msg }) => msg === 'worker is up')));
    const { url } = await api.line(({ msg }) => msg === 'api is up');
    load = Load.start(HERE, { apis: [String(url)], everyMs: 150, patienceMs: 3_000 });
    closings.push(() => load.kill());
    await until(() => load.accepted.length > 5, LIMIT_MS);
  }

  async function failOver(fault: string): Promise<FaultRow> {
    await delay(LOAD_BEFORE_MS);
    await replication.first.kill9();
    await delay(UNTIL_PROMOTED_MS);
    await replication.promote();
    const promotedAt = Date.now();
    await until(() => load.accepted.some(({ sentAt }) => sentAt > promotedAt + 1_500), LIMIT_MS);
    await load.stop();
    await audit.allEnded(LIMIT_MS);
    const histories = await historiesOf(
      audit,
      load.accepted.map(({ id }) => id),
    );
    const goesOnS = heldUpMs(promotedAt, LATE_TO_ACCEPT_MS, load.accepted, histories) / 1_000;
    const effects = await effectsIn(join(folder, 'effects'));
    const row = rowOf(fault, load.accepted, histories, effects, { goesOnS, backS: null });
    rows.push(row);
    expect(died).toEqual([]);
    return row;
  }
});
