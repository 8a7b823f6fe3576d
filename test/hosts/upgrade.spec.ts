import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Audit } from '../support/audit.js';
import type { BrokerName } from '../support/brokers.js';
import { textOf } from '../support/docs-blocks.js';
import { runCommands } from '../support/docs-script.js';
import { Fleet } from '../support/fleet.js';
import { expectWork, leaveWork } from '../support/left-work.js';
import { describeWithOldPostgres, type OldCluster, startOldCluster } from '../support/old-postgres.js';
import { startRedis } from '../support/redis.js';
import { SteadyLoad } from '../support/steady-load.js';

const BEFORE = '0.1.0';
const RELEASE_OF_BEFORE = `^Release what main is as ${BEFORE}`;
/** A clone of a clone may have no tags. */
const TAG_OF_BEFORE = `cd clone; git rev-parse --quiet --verify v${BEFORE} ||
  git tag v${BEFORE} "$(git log -1 --format=%H --grep='${RELEASE_OF_BEFORE}')"`;
/** With an installation and a build. */
const BUILD_LIMIT_MS = 600_000;
/** By which the versions are told apart: 0.1.0 does not know the filter. */
const UNKNOWN_BEFORE = '/tasks?errorCode=internal';
/** How many tasks each pair of versions accepts and runs. */
const TASKS = 100;
const END_LIMIT_MS = 60_000;

/** A shallow clone does not have the version before; these are then skipped, by their names. */
(hasHistory() ? describeWithOldPostgres : describe.skip)('docs/upgrading.md', () => {
  let folder: string;
  let cluster: OldCluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-upgrade-'));
    await chmod(folder, 0o711); // for the user who runs PostgreSQL where these tests run as root
    const home = { HOME: String(process.env.HOME), npm_config_prefer_offline: 'true' };
    await runCommands(`git clone --quiet '${resolve('.')}' clone\n${TAG_OF_BEFORE}`, folder, home);
    await runCommands(await textOf(resolve('docs/upgrading.md'), 'going back'), join(folder, 'clone'), home);
  }, BUILD_LIMIT_MS);

  beforeEach(
    async () => void (cluster = await startOldCluster(join(folder, `server-${Date.now()}`), 'tasks')),
  );
  afterEach(() => cluster.stop());
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

  it.each<BrokerName>(['redis', 'postgres'])(
    'replaces one process after the other, and goes back, under load, with the broker %s',
    async (broker) => {
      const redis = broker === 'redis' ? await startRedis() : null;
      const fleet = new Fleet({
        DATABASE_URL: cluster.url,
        DATA_DIR: join(folder, `data-${broker}`),
        LEASE_SECONDS: '3',
        ...(redis && { REDIS_URL: redis.url }),
      });
      try {
        await rollForthAndBack(fleet, join(folder, 'clone'), cluster.url);
      } finally {
        await fleet.stop();
        await redis?.destroy();
      }
    },
  );
});

/** @param before where the version before is built */
async function rollForthAndBack(fleet: Fleet, before: string, databaseUrl: string): Promise<void> {
  let api = await fleet.api(before);
  let worker = await fleet.worker(before);
  const audit = await Audit.install(databaseUrl);
  const left = await leaveWork(fleet.client);
  const load = new SteadyLoad(() => fleet.clients);
  const steps: string[] = [];

  const step = async (name: string): Promise<void> => {
    const ids = await load.more(TASKS);
    for (const id of ids) await fleet.client.ended(id);
    steps.push(`${name}: ${ids.length}`);
  };
  await step('both before');
  expect((await fleet.client.call('GET', UNKNOWN_BEFORE)).status).toBe(400);

  api = await fleet.replace(api, () => fleet.api()); // which updates the database
  await step('API of now, worker of before');
  worker = await fleet.replace(worker, () => fleet.worker());
  expect((await fleet.client.call('GET', UNKNOWN_BEFORE)).status).toBe(200);
  await step('both of now');
  api = await fleet.replace(api, () => fleet.api(before));
  await step('API of before, worker of now');
  const killed = worker;
  worker = await fleet.worker(before);
  await killed.kill9();
  const later = await leaveWork(fleet.client);
  await step('both before again');
  await fleet.replace(api, () => fleet.api());
  await fleet.replace(worker, () => fleet.worker());
  await step('both of now again');

  await load.stop();
  for (const work of [left, later]) await expectWork(fleet.client, work);
  await audit.allEnded(END_LIMIT_MS);
  const counted = await audit.count();
  process.stdout.write(`${JSON.stringify(counted)}; ${steps.join('; ')}\n`);
  const all = load.accepted.size + OTHERS;
  expect(counted).toEqual({ accepted: all, ended: all, endedTwice: 0 });
  const results = await audit.query<{ id: string; value: string }>(
    `SELECT id, result->>'value' AS value FROM tasks WHERE type = 'demo.calculation' AND run_at IS NULL`,
  );
  expect(new Map(results.map(({ id, value }) => [id, value]))).toEqual(load.accepted);
}

/** Of {@link leaveWork}, twice. */
const OTHERS = 4;

function hasHistory(): boolean {
  const log = spawnSync('git', ['log', '-1', '--format=%H', `--grep=${RELEASE_OF_BEFORE}`], {
    encoding: 'utf8',
  });
  return log.stdout.trim() !== '';
}
