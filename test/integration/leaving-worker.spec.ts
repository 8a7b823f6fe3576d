import { setTimeout as delay } from 'node:timers/promises';
import type { WorkerHost } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { NO_SCHEMAS } from '@app/bootstrap';
import { loadConfiguration } from '@app/config';
import { createLogger, NoTracing } from '@app/observability';
import { type Task, TaskRepository } from '@app/persistence';
import { type Broker, createBroker } from '@app/queue';
import { WorkerRegistration } from '@app/tasks';
import { processorFor } from '../../apps/worker/src/processors/processors.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { forEachBroker } from '../support/brokers.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { newTask } from '../support/repositories.js';
import { until } from '../support/until.js';

const QUEUE = 'demo_tasks';
/** An orchestrator kills after 30 s where it is told nothing else. */
const STOP_LIMIT_MS = 20_000;

forEachBroker((name) => {
  let database: TestDatabase;
  let redis: TestRedis | null;
  let broker: Broker;
  let app: NestFastifyApplication;

  beforeEach(async () => {
    [database, redis] = await Promise.all([createDatabase(), name === 'redis' ? startRedis() : null]);
    const configuration = loadConfiguration({
      DATABASE_URL: database.url,
      ...(redis && { REDIS_URL: redis.url }),
    });
    const logger = createLogger({ level: 'silent', format: 'json' }, 'worker');
    broker = createBroker(configuration, logger);
    const module = WorkerModule.forRoot({ configuration, logger, broker, tracing: new NoTracing() }, [QUEUE]);
    app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(NO_SCHEMAS), {
      logger: false,
    });
    app.get(WorkerRegistration).announce({ version: '1', queues: [QUEUE], concurrency: 1 });
    await app.init();
  });

  afterEach(async () => {
    await broker.close();
    await redis?.destroy();
    await database.drop();
  });

  it('gives back a task that the broker hands it while it leaves', async () => {
    const { worker } = app.get<WorkerHost>(processorFor(QUEUE), { strict: false });
    const [asked, handed] = [signal(), signal()];
    const { moveToActive: take, whenCurrentJobsFinished: end } = worker as unknown as Inner;
    const gates: Inner = {
      whenCurrentJobsFinished: (...parameters) => (asked.give(), end.apply(worker, parameters)),
      moveToActive: async (...parameters) => {
        const job = await take.apply(worker, parameters);
        // its answer is under way until the worker asks for its end
        if (job) await (handed.give(), asked.given);
        return job;
      },
    };
    Object.assign(worker, gates);
    const [task] = (await app.get(TaskRepository, { strict: false }).accept([newTask({ queue: QUEUE })])) as [
      Task,
    ];
    await handed.given;
    await app.close();
    asked.give();
    expect(await row(task.id)).toEqual({
      status: 'PENDING',
      delivery: 1,
      dispatched_at: null,
      attempts_made: 0,
    });
  });

  if (name === 'redis') {
    it.each(['stopped', 'silent'])('leaves in time although Redis is %s', async (how) => {
      if (how === 'silent') redis?.pause();
      else await redis?.stop();
      if (how === 'stopped') await until(() => !broker.isReady(), STOP_LIMIT_MS);
      await expect(
        Promise.race([app.close(), delay(STOP_LIMIT_MS, 'waits for Redis', { ref: false })]),
      ).resolves.toBeUndefined();
    });
  }

  async function row(id: string): Promise<unknown> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      'SELECT status, delivery, dispatched_at, attempts_made FROM tasks WHERE id = $1',
      [id],
    );
    await client.end();
    return rows[0];
  }
});

/** What BullMQ's worker keeps to itself. */
interface Inner {
  whenCurrentJobsFinished(...parameters: unknown[]): Promise<unknown>;
  moveToActive(...parameters: unknown[]): Promise<unknown>;
}

function signal(): { give: () => void; given: Promise<void> } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}
