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

/** A database of one's own, and a way to it. */
interface OwnDatabase {
  readonly url: string;
  readonly database: DataSource;
  close(): Promise<void>;
}

/** The repositories over a database of their own, without Nest. */
export async function openRepositories() {
  return repositoriesOver(await openDatabase());
}

let ofThisFile: (OwnDatabase & { readonly first: readonly FirstRow[] }) | null = null;

/**
 * The repositories over a database that is empty, for each test: the same one for all tests of a file, which
 * calls `closeDatabase` after all. A database for each would cost 0.3 s of CPU.
 */
export async function openEmptyRepositories(): Promise<Repositories> {
  if (ofThisFile) await empty(ofThisFile);
  else {
    const opened = await openDatabase();
    ofThisFile = { ...opened, first: await rowsOfMigrations(opened.database) };
  }
  return repositoriesOver(ofThisFile);
}

export async function closeDatabase(): Promise<void> {
  await ofThisFile?.close();
  ofThisFile = null;
}

/** What a migration has written, such as how far statistics have come. */
interface FirstRow {
  readonly name: string;
  readonly row: object;
}

async function rowsOfMigrations(database: DataSource): Promise<FirstRow[]> {
  const each = (await tablesOf(database)).map(
    (name) => `SELECT '${name}' AS name, to_jsonb(entire.*) AS row FROM ${name} entire`,
  );
  return database.query(each.join(' UNION ALL '));
}

/** As the migrations leave it. A test must let go of what it has locked. */
async function empty({
  database,
  first,
}: {
  database: DataSource;
  first: readonly FirstRow[];
}): Promise<void> {
  const names = (await tablesOf(database)).join();
  await database.transaction(async (manager) => {
    await manager.query(`SET LOCAL lock_timeout = '10s'`);
    await manager.query(`TRUNCATE ${names} RESTART IDENTITY`);
    for (const { name, row } of first)
      await manager.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, $1)`, [
        row,
      ]);
  });
}

async function tablesOf(database: DataSource): Promise<string[]> {
  const sql = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`;
  const tables: { name: string }[] = await database.query(sql);
  return tables.map(({ name }) => name);
}

async function openDatabase(): Promise<OwnDatabase> {
  const { url, drop } = await createDatabase();
  const configuration = loadConfiguration({ DATABASE_URL: url });
  const database = new DataSource(
    dataSourceOptions(configuration, createLogger({ level: 'silent', format: 'json' }, 'test')),
  );
  await database.initialize();
  return { url, database, close: () => database.destroy().then(drop) };
}

function repositoriesOver({ url, database, close }: OwnDatabase) {
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
    close,
  };
}

export type Repositories = ReturnType<typeof repositoriesOver>;

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
