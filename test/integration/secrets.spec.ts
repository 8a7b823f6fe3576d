import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, loadConfiguration } from '@app/config';
import { createLogger } from '@app/observability';
import { type NewWebhook, Notifier, type SealedSecret, type WebhookDelivery } from '@app/persistence';
import { keyRingOf, rotate, SecretKeeper, SecretKey, Secrets } from '@app/secrets';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const CLEAR = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const ROOM = { total: 100, perHost: 5, ofHost: new Map<string, number>() };
const [OLD, NEW] = [SecretKey.random(), SecretKey.random()];
const idOf = (text: string): string => new SecretKey(text).id;

/** How version 0.1.0 looks for deliveries. */
const DUE_FOR_0_1_0 = `SELECT d.id, w.secret FROM webhook_deliveries d JOIN task_webhooks w USING (task_id)
  WHERE d.status = 'pending' AND d.due_at <= now()`;

describe('secrets in PostgreSQL', () => {
  let db: Repositories;
  let folder: string;
  let logged: string[];
  beforeAll(async () => {
    [db, folder] = await Promise.all([openRepositories(), mkdtemp(join(tmpdir(), 'secrets-'))]);
  });
  beforeEach(async () => {
    logged = [];
    for (const table of ['tasks', 'schedules', 'secret_key']) await db.database.query(`DELETE FROM ${table}`);
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  const logger = createLogger({ level: 'info', format: 'json' }, 'test', {
    write: (line: string) => void logged.push(line),
  });
  const made = (variables: Record<string, string>) => {
    const configuration = loadConfiguration({ DATA_DIR: join(folder, 'none'), ...variables });
    return new Secrets(db.secrets, new Notifier(configuration, logger), configuration, logger);
  };
  const started = async (variables: Record<string, string>): Promise<Secrets> => {
    const secrets = made(variables);
    await secrets.onModuleInit();
    return secrets;
  };
  const webhook = (secret: string): NewWebhook => ({
    url: 'https://example.com/',
    host: 'example.com',
    events: ['cancelled'],
    secret: secret as SealedSecret,
  });
  const ended = async (secret: string): Promise<string> => {
    const [task] = await db.tasks.accept([newTask({ webhook: webhook(secret) })]);
    await db.tasks.cancel(task?.id as string);
    return task?.id as string;
  };
  const scheduled = async (secret: string) => {
    const { id: _, ...template } = newTask({ webhook: webhook(secret) });
    const plan = {
      cron: null,
      everyMs: 60_000,
      timeZone: 'UTC',
      enabled: true,
      catchUp: false,
      nextRunAt: null,
    };
    const task = { type: 'x', input: {}, webhook: webhook(secret) };
    return db.schedules.insert(randomUUID(), { name: randomUUID(), ...plan, task, template });
  };
  const keepOnce = async (secrets: Secrets): Promise<void> => {
    const keeper = new SecretKeeper(db.secrets, secrets, logger);
    keeper.onApplicationBootstrap();
    await keeper.onApplicationShutdown();
  };
  const stored = async (): Promise<string> => {
    const rows = await Promise.all(
      ['task_webhooks', 'schedules', 'tasks'].map((table) => db.database.query(`SELECT * FROM ${table}`)),
    );
    return JSON.stringify(rows);
  };

  it('are encrypted where version 0.1.0 left them in clear text, in all three places, and work as before', async () => {
    const secrets = await started({ SECRETS_KEY: NEW });
    await ended(CLEAR);
    const schedule = await scheduled(CLEAR);
    expect(await stored()).toContain(CLEAR);
    await keepOnce(secrets);
    expect(await stored()).not.toContain(CLEAR);
    expect(await db.secrets.counts()).toEqual([{ keyId: idOf(NEW), count: 2 }]);
    const [delivery] = await db.webhookOutbox.take(ROOM, 1_000);
    expect(secrets.open(delivery?.secret as string)).toBe(CLEAR);
    const fired = await db.schedules.trigger(schedule?.id as string, randomUUID());
    await db.tasks.cancel(fired?.id as string);
    const [second] = await db.webhookOutbox.take(ROOM, 1_000);
    expect(secrets.open(second?.secret as string)).toBe(CLEAR);
    expect(logged.join()).not.toContain(CLEAR.slice(6));
  });

  it('are no work for the pass when none stands in clear text, whatever else is kept', async () => {
    const secrets = await started({ SECRETS_KEY: NEW });
    for (let count = 0; count < 5; count += 1) await ended(secrets.seal(CLEAR));
    await db.database.query('SET enable_seqscan = off');
    const plan = await db.database.query(
      `EXPLAIN SELECT task_id FROM task_webhooks WHERE secret NOT LIKE 'enc:%' LIMIT 200`,
    );
    expect(JSON.stringify(plan)).toContain('task_webhooks_in_clear');
    expect(await db.secrets.inClear('webhooks', 10)).toEqual([]);
  });

  it('stay away from workers of version 0.1.0, which would sign with the encrypted text; their own stay theirs', async () => {
    const secrets = await started({ SECRETS_KEY: NEW });
    const taskId = await ended(secrets.seal(CLEAR));
    expect(await db.database.query(DUE_FOR_0_1_0)).toEqual([]);
    const take = (opensSecrets: boolean) => db.webhookOutbox.take(ROOM, -1, { underWay: [], opensSecrets });
    expect(await take(false)).toEqual([]);
    const [delivery] = await take(true);
    const failed = { outcome: 'failed', durationMs: 1, httpStatus: 500, error: null, nextInMs: 0 } as const;
    expect(await db.webhookOutbox.settle(delivery as WebhookDelivery, failed)).toBe(true);
    await db.webhooks.redeliver(taskId);
    expect(await db.database.query(DUE_FOR_0_1_0)).toEqual([]);
    expect(await db.webhooks.backlog()).toMatchObject({ undelivered: 1 });
    await ended(CLEAR);
    expect(await db.database.query(DUE_FOR_0_1_0)).toMatchObject([{ secret: CLEAR }]);
  });

  it('are encrypted anew by a rotation that was interrupted before, and open with both keys meanwhile', async () => {
    const before = await started({ SECRETS_KEY: OLD });
    await Promise.all([ended(before.seal(CLEAR)), scheduled(before.seal(CLEAR)), ended(CLEAR)]);
    const during = await started({ SECRETS_KEY: `${NEW},${OLD}` });
    expect(during.seal('x')).toContain(idOf(OLD)); // every process can still open it
    const { keys } = await keyRingOf({ secretsKeys: [NEW, OLD], dataDir: folder });
    await db.secrets.switchKey(idOf(OLD), idOf(NEW)); // as far as the first try came
    expect(await rotate(db.secrets, keys as never)).toEqual({
      keyId: idOf(NEW),
      encrypted: 3,
      unreadable: 0,
      held: 0,
    });
    expect(await rotate(db.secrets, keys as never)).toMatchObject({ encrypted: 0 });
    expect(await db.secrets.counts()).toEqual([{ keyId: idOf(NEW), count: 3 }]);
    await during.refresh();
    expect(during.seal('x')).toContain(idOf(NEW));
    const after = await started({ SECRETS_KEY: NEW });
    for (const { secret } of await db.webhookOutbox.take(ROOM, 1_000))
      expect(after.open(secret as string)).toBe(CLEAR);
    await expect(started({ SECRETS_KEY: OLD })).rejects.toThrow(ConfigurationError);
  });

  it('keep a process out that was given another key, and say which one is needed without telling any', async () => {
    await ended((await started({ SECRETS_KEY: OLD })).seal(CLEAR));
    const refused = await started({ SECRETS_KEY: NEW }).catch((error: Error) => error.message);
    expect(refused).toMatch(
      new RegExp(`SECRETS_KEY: .*${idOf(NEW)}.*${idOf(OLD)}.*same SECRETS_KEY for every process`),
    );
    expect(refused).not.toContain(NEW);
  });

  it('take a key that was set in the place of one with which nothing has been encrypted', async () => {
    await started({ DATA_DIR: join(folder, 'one') });
    expect((await started({ SECRETS_KEY: NEW })).seal('x')).toContain(idOf(NEW));
  });

  it('are refused, loudly, by a machine that made a key of its own beside that of another; all else goes on', async () => {
    const first = await started({ DATA_DIR: join(folder, 'first') });
    const second = await started({ DATA_DIR: join(folder, 'second') });
    expect([first.isReady, second.isReady]).toEqual([true, false]);
    expect(() => second.seal('x')).toThrow('cannot encrypt secrets');
    expect(() => second.open(first.seal('x'))).toThrow('a key that this process does not have');
    expect(logged.join()).toMatch(
      /SECRETS_KEY: this process has the key .* DATA_DIR\/secrets.key of the machine that started first/,
    );
  });
});
