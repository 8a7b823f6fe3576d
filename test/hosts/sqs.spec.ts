import { setTimeout as delay } from 'node:timers/promises';
import { Audit } from '../support/audit.js';
import { AwsServer } from '../support/aws-server.js';
import { ownProcess } from '../support/own-process.js';
import { startOwnPostgres } from '../support/postgres.js';
import type { TestProcess } from '../support/test-process.js';
import { until } from '../support/until.js';

const MESSAGES = 10_000;
const BAD = 20;
const WORKERS = 2;
const KILLS = 6;
/** Visibility of a message, short: what is being accepted when a worker dies comes again soon. */
const VISIBILITY_SECONDS = 2;
const MOST_RECEIVES = 8;
const LOST_DELETIONS = 0.1;
/** One of so many tasks runs at once; the others wait for their time, and are there. */
const RUNS_EVERY = 10;

const submission = (index: number): object => ({
  type: 'demo.calculation',
  input: { expression: `${index} + 1` },
  metadata: { index: `${index}` },
  ...(index % RUNS_EVERY !== 0 && { runAt: '2099-01-01T00:00:00Z' }),
});

it(`makes ${MESSAGES} tasks of ${MESSAGES} messages, whoever dies`, async () => {
  const aws = await AwsServer.start();
  const postgres = await startOwnPostgres();
  const [queue, dead] = await aws.createQueues('tasks', MOST_RECEIVES, VISIBILITY_SECONDS);
  const workers: TestProcess[] = [];
  const startWorker = async (): Promise<void> => {
    const worker = ownProcess('worker', {
      DATABASE_URL: postgres.url,
      WORKER_PORT: '0',
      LEASE_SECONDS: '3',
      CONCURRENCY: '20',
      SQS_INGEST_QUEUE_URL: queue,
      ...aws.variables,
    });
    workers.push(worker);
    await worker.line(({ msg }) => msg === 'worker is up');
  };
  try {
    const begun = performance.now();
    const audit = await Audit.install(postgres.url);
    // the servers of tests forget the last commits when they are killed
    await audit.query('ALTER ROLE CURRENT_USER SET synchronous_commit = on');
    await startWorker();
    aws.lostDeletions = LOST_DELETIONS;
    const sending = aws.sendMany(
      queue,
      Array.from({ length: MESSAGES }, (_, index) => submission(index)),
    );
    await aws.sendMany(
      queue,
      Array.from({ length: BAD }, (_, index) => ({ type: 'nobody', bad: index })),
    );
    for (let others = 1; others < WORKERS; others += 1) await startWorker();
    for (let kills = 0; kills < KILLS; kills += 1) {
      await delay(1_500, undefined, { ref: false });
      if (kills === 2) {
        await postgres.kill9();
        await postgres.start();
      }
      await workers[kills]?.kill9();
      await startWorker();
    }
    await sending;
    await until(async () => (await aws.messagesIn(queue)) === 0, 60_000);
    const emptied = performance.now() - begun;
    const runs = MESSAGES / RUNS_EVERY;
    await until(async () => (await audit.count()).ended === runs, 60_000);
    expect(await audit.count()).toEqual({ accepted: MESSAGES, ended: runs, endedTwice: 0 });
    expect(await audit.query(`SELECT count(DISTINCT metadata->>'index')::int AS n FROM tasks`)).toEqual([
      { n: MESSAGES },
    ]);
    expect(await aws.messagesIn(dead)).toBe(BAD);
    expect(aws.received).toBeGreaterThan(MESSAGES + BAD * MOST_RECEIVES);
    const seconds = (since: number): string => (since / 1_000).toFixed(1);
    process.stdout.write(
      `SQS: ${MESSAGES + BAD} sent, ${aws.received} received, ${KILLS} kills; ` +
        `empty after ${seconds(emptied)} s, ended after ${seconds(performance.now() - begun)} s\n`,
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.kill9()));
    await postgres.destroy();
    await aws.stop();
  }
});
