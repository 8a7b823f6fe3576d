import { randomUUID } from 'node:crypto';
import {
  BulkActionRepository,
  BulkBatchRepository,
  IdempotencyRepository,
  Schedule,
  ScheduleRepository,
  ReconcilerPassRepository,
  TaskRetentionRepository,
  TaskMaintenanceRepository,
  TaskQueryRepository,
  TaskRepository,
  DispatchPositions,
  OutboxRepository,
  QueueSettingsRepository,
  QueueStateRepository,
  QueueStatsRepository,
  RemoteWorkRepository,
  TaskLogRepository,
  FileRepository,
  OpenWorkRepository,
  FileRow,
  Task,
  TaskAttempt,
  TaskEventRepository,
  TaskTextRepository,
  SecretRepository,
  SlowDatabase,
  VitalDatabase,
  WebhookOutboxRepository,
  WebhookRepository,
  dataSourceOptions,
} from '@app/persistence';
import type { NewTask } from '@app/persistence';
import { loadConfiguration } from '@app/config';
import { createLogger } from '@app/observability';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { createDatabase } from './postgres.js';
import { until } from './until.js';

/** The repositories over a database of their own, without Nest. */
export async function openRepositories() {
  const { url, drop } = await createDatabase();
  const configuration = loadConfiguration({ DATABASE_URL: url });
  const database = new DataSource(
    dataSourceOptions(configuration, createLogger({ level: 'silent', format: 'json' }, 'test')),
  );
  await database.initialize();
  const [vital, slow] = [new VitalDatabase(database.manager), new SlowDatabase(database.manager)];
  const positions = new DispatchPositions();
  const tasks = new TaskRepository(database.getRepository(Task), vital);
  return {
    url,
    database,
    /** Resolves when a statement of this pool waits for a lock. */
    async untilWaiting(): Promise<void> {
      const sql = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      await until(async () => (await database.query(sql)).length > 0, 10_000);
    },
    tasks,
    passes: new ReconcilerPassRepository(database),
    slow,
    maintenance: new TaskMaintenanceRepository(database.getRepository(Task)),
    bulk: new BulkActionRepository(database, slow),
    bulkBatches: new BulkBatchRepository(slow, tasks),
    queries: new TaskQueryRepository(database.getRepository(Task), database.getRepository(TaskAttempt), slow),
    logs: new TaskLogRepository(database),
    stats: new QueueStatsRepository(slow),
    states: new QueueStateRepository(database),
    settings: new QueueSettingsRepository(database),
    events: new TaskEventRepository(database),
    texts: new TaskTextRepository(database),
    files: new FileRepository(database.getRepository(FileRow)),
    keys: new IdempotencyRepository(database.getRepository(Task), vital),
    retention: new TaskRetentionRepository(slow),
    schedules: new ScheduleRepository(database.getRepository(Schedule), database.getRepository(Task)),
    work: new OpenWorkRepository(database, positions),
    outbox: new OutboxRepository(vital, positions),
    remote: new RemoteWorkRepository(vital),
    secrets: new SecretRepository(database.getRepository(Task)),
    webhooks: new WebhookRepository(database.getRepository(Task)),
    webhookOutbox: new WebhookOutboxRepository(database.getRepository(Task)),
    /** Claims tasks under their present deliveries, whatever their types. */
    async claim(ids: readonly string[], workerId: string, leaseMs: number): Promise<Task[]> {
      const rows: { id: string; delivery: number; type: string }[] = await database.query(
        'SELECT id, delivery, type FROM tasks WHERE id = ANY($1)',
        [ids],
      );
      const claims = rows.map(({ id, delivery }) => ({ id, delivery, token: randomUUID() }));
      return tasks.claim(claims, { workerId, types: rows.map(({ type }) => type), leaseMs });
    },
    async close(): Promise<void> {
      await database.destroy();
      await drop();
    },
  };
}

export type Repositories = Awaited<ReturnType<typeof openRepositories>>;

/** A valid task, with what a test cares about. */
export function newTask(given: Partial<NewTask> = {}): NewTask {
  return {
    id: uuidv7(),
    type: 'demo.unreliable',
    queue: 'demo_tasks',
    input: {},
    priority: 1,
    attemptsMax: 4,
    timeoutMs: 1_000,
    runAt: null,
    expiresAt: null,
    tags: [],
    metadata: {},
    searchText: '',
    webhook: null,
    ...given,
  };
}
