import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import { IsString } from 'class-validator';
import { type Configuration, ConfigModule, loadConfiguration } from '@app/config';
import { FileStore } from '@app/files';
import { createLogger, ObservabilityModule } from '@app/observability';
import {
  DatabaseHealth,
  Notifier,
  QueueAlertRepository,
  QueueSettingsRepository,
  QueueStateRepository,
  QueueStatsRepository,
  RemoteWorkRepository,
  StatisticsRepository,
  type Task,
  type TaskPage,
  TaskTypeRepository,
  WorkerRepository,
} from '@app/persistence';
import { BrokerHealth } from '@app/queue';
import { BulkActionsService, ChangeStreams, SchedulesService, TaskStreams, TaskWaits } from '@app/tasks';
import {
  ClaimDesk,
  defineQueue,
  RemoteReports,
  RemoteSettlements,
  RemoteWorkers,
  type Submission,
  SubmissionsService,
  TaskConflict,
  TaskNotFound,
  TasksService,
  TaskType,
  TaskTypeRegistry,
  TaskTypes,
} from '@app/tasks';
import { SecretKey, Secrets } from '@app/secrets';
import { WebhookPolicy, WebhooksService } from '@app/webhooks';
import { CONTROLLER_PROVIDERS, CONTROLLERS } from '../../apps/api/src/controllers.js';
import { configureHttp, fastifyAdapter } from '../../apps/api/src/http.js';

class PromptInput {
  @IsString() readonly prompt!: string;
}

defineQueue({ name: 'ai_processing' });

@TaskType({
  name: 'ai.text-generation',
  queue: 'ai_processing',
  description: 'x',
  input: PromptInput,
  result: PromptInput,
  examples: { short: { prompt: 'Hi' } },
})
class TextHandler {
  run = async (): Promise<PromptInput> => ({ prompt: '' });
}

const ID = '01920000-0000-7000-8000-000000000000';
const TIME = new Date('2026-01-02T03:04:05.678Z');

/** Checks like the real service; keeps nothing. */
export class FakeTasks {
  fail: Error | null = null;
  types!: TaskTypeRegistry;

  async submit({ type, input, priority = 1 }: Submission): Promise<Task> {
    if (this.fail) throw this.fail;
    this.types.check(type, input);
    const nothing = {
      createdAt: TIME,
      updatedAt: TIME,
      dueAt: TIME,
      result: null,
      error: null,
      usage: null,
      workerId: null,
      runAt: null,
      startedAt: null,
      finishedAt: null,
      expiresAt: null,
    };
    const counts = {
      progressPercent: 0,
      progressMessage: null,
      attemptsMade: 0,
      attemptsMax: 4,
      timeoutMs: 1000,
      tags: [],
      metadata: {},
    };
    return {
      id: ID,
      type,
      queue: 'q',
      status: 'PENDING',
      input,
      priority,
      ...nothing,
      ...counts,
    } as unknown as Task;
  }
  submitAll(all: Submission[]): Promise<Task[]> {
    return Promise.all(all.map((one) => this.submit(one)));
  }
  async list(): Promise<TaskPage> {
    if (this.fail) throw this.fail;
    return { tasks: [], hasMore: false, lookedUpTo: null };
  }
  readonly get = async (id: string): Promise<Task> => Promise.reject(new TaskNotFound(id));
  readonly find = this.get;
  async cancel(): Promise<Task> {
    throw new TaskConflict('ended');
  }
}

/** All that was logged. */
export const LOGGED: string[] = [];

/** The HTTP side of the API as it is, in this process, with nothing behind it that would need a server. */
export async function startHttp(
  variables: Record<string, string> = {},
): Promise<{ app: NestFastifyApplication; tasks: FakeTasks }> {
  const configuration: Configuration = loadConfiguration(variables);
  const logger = createLogger({ level: 'debug', format: 'json' }, 'api', {
    write: (line: string) => void LOGGED.push(line),
  });
  const tasks = new FakeTasks();
  const fake = (provide: unknown, useValue: object): object => ({ provide, useValue });
  @Module({
    imports: [
      ConfigModule.forRoot(configuration),
      ObservabilityModule.forRoot(logger),
      DiscoveryModule,
      TerminusModule.forRoot({ logger: false }),
    ],
    controllers: CONTROLLERS,
    providers: [
      ...CONTROLLER_PROVIDERS,
      TaskTypeRegistry,
      TaskTypes,
      TextHandler,
      fake(RemoteWorkRepository, {}) as never,
      fake(TaskTypeRepository, { all: async () => [], find: async () => [] }) as never,
      ...[ClaimDesk, RemoteReports, RemoteSettlements, RemoteWorkers].map((one) => fake(one, {}) as never),
      fake(QueueAlertRepository, { active: async () => [] }) as never,
      fake(QueueSettingsRepository, { all: async () => [] }) as never,
      fake(SchedulesService, {}) as never,
      ...[SubmissionsService, TasksService, TaskStreams, TaskWaits, ChangeStreams].map(
        (one) => fake(one, tasks) as never,
      ),
      fake(FileStore, {}) as never,
      fake(Secrets, new SecretKey(SecretKey.random())) as never,
      WebhookPolicy,
      fake(WebhooksService, { redeliver: () => Promise.reject(new TaskConflict('no event yet')) }) as never,
      fake(Notifier, { on: () => undefined }) as never,
      fake(QueueStateRepository, { states: async () => ({ queues: [], databaseAheadMs: 0 }) }) as never,
      fake(QueueStatsRepository, { counts: async () => [], activity: async () => [] }) as never,
      fake(StatisticsRepository, {}) as never,
      fake(BulkActionsService, {}) as never,
      fake(WorkerRepository, { list: async () => [] }) as never,
      fake(DatabaseHealth, { check: async () => ({ database: { status: 'up' } }) }) as never,
      fake(BrokerHealth, { check: async () => ({ broker: { status: 'up', degraded: true } }) }) as never,
    ],
  })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(
    TestModule,
    fastifyAdapter(configuration, logger),
    {
      logger: false,
      abortOnError: false,
    },
  );
  configureHttp(app, { configuration, logger, version: '1.2.3' });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  tasks.types = app.get(TaskTypeRegistry);
  return { app, tasks };
}
