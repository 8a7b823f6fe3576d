import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Configuration, loadConfiguration } from '@app/config';
import { createLogger, NoTracing } from '@app/observability';
import { type Task, TaskQueryRepository } from '@app/persistence';
import { createBroker } from '@app/queue';
import { RunningModule, TaskRunner, WorkerRegistration } from '@app/tasks';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { configureHttp, fastifyAdapter } from '../../apps/api/src/http.js';
import type { BodiesInHand } from '../../apps/api/src/http/bodies-in-hand.js';
import { createDatabase } from './postgres.js';

/** Beyond them a task does not start, as one of a paused queue. */
const MOST_DELIVERIES = 10;

/**
 * The API and a worker in this process, on a database of their own, with task types of the test's beside
 * those of the product.
 */
export interface SystemInProcess {
  readonly app: NestFastifyApplication;
  readonly databaseUrl: string;
  /** What was logged, parsed. */
  readonly log: Record<string, unknown>[];
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: never }>;
  /** Submits a task, runs one attempt of it, and answers with its id. */
  run(submission: object, headers?: Record<string, string>): Promise<string>;
  /**
   * Runs one attempt, as the broker brings it: again where the task was given back, as its row was held while
   * the mark of its dispatch was written.
   */
  deliver(id: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param settings given the address of the database, what the system is told, such as another way to it
 * @param bodies how much of what is sent the API has in hand
 * @param others modules that only some workers have
 */
export async function startInProcess(
  handlers: Type[],
  settings: Record<string, string> | ((databaseUrl: string) => Promise<Record<string, string>>) = {},
  bodies?: BodiesInHand,
  others: (configuration: Configuration) => DynamicModule[] = () => [],
): Promise<SystemInProcess> {
  const database = await createDatabase();
  const variables = typeof settings === 'function' ? await settings(database.url) : settings;
  const configuration = loadConfiguration({ DATABASE_URL: database.url, ...variables });
  const log: Record<string, unknown>[] = [];
  const { secrets } = configuration;
  const write = (line: string): void => void log.push(JSON.parse(line) as Record<string, unknown>);
  const logger = createLogger({ level: configuration.log.level, format: 'json', secrets }, 'worker', {
    write,
  });
  const broker = createBroker(configuration, logger);
  const base = { configuration, logger, broker, tracing: new NoTracing() };
  @Module({
    imports: [ApiModule.forRoot(base), RunningModule, ...others(configuration)],
    providers: handlers,
  })
  class SystemModule {}
  const app = await NestFactory.create<NestFastifyApplication>(
    SystemModule,
    fastifyAdapter(configuration, logger, bodies),
    {
      logger: false,
      abortOnError: false,
    },
  );
  configureHttp(app, { configuration, logger, version: '1.2.3' });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const system: SystemInProcess = {
    app,
    databaseUrl: database.url,
    log,
    async call(method, url, payload, headers = {}) {
      const answer = await app.inject({
        method,
        url,
        payload,
        headers: { host: 'localhost:3000', ...headers },
      });
      return { status: answer.statusCode, body: (answer.body ? answer.json() : null) as never };
    },
    async run(submission, headers) {
      const { status, body } = await system.call('POST', '/api/v1/tasks', submission, headers);
      if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
      const { id } = body as { id: string };
      await system.deliver(id);
      return id;
    },
    async deliver(id) {
      for (let left = MOST_DELIVERIES; left > 0; left -= 1) {
        const task = await app.get(TaskQueryRepository, { strict: false }).find(id);
        if (!task || !isUntried(task)) return;
        await app.get(TaskRunner, { strict: false }).run({ id, delivery: task.delivery });
      }
    },
    async stop() {
      await app.get(TaskRunner, { strict: false }).drain(0); // what a test left running
      await app.get(WorkerRegistration, { strict: false }).leave();
      await app.close();
      await broker.close();
      await database.drop();
    },
  };
  return system;
}

function isUntried({ status, attemptsMade }: Task): boolean {
  return status === 'PENDING' && attemptsMade === 0;
}
