import { randomUUID } from 'node:crypto';
import { createLogger } from '@app/observability';
import { ChangeStreams, type EventSink, type OpenStream, type StreamEvent } from '@app/tasks';
import type { QueryRunner } from 'typeorm';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';
import { until } from '../support/until.js';

/** A reader of `GET /events`, as its connection is. */
class Reader implements EventSink {
  readonly sent: StreamEvent[] = [];
  isReady = true;
  stream: OpenStream | null = null;
  send(event: StreamEvent): void {
    this.sent.push(event);
  }
  close(): void {
    this.stream?.leave();
  }
  get ids(): number[] {
    return this.sent.map(({ id }) => id);
  }
  /** The tasks of what it got, or the event's name where it has none. */
  get tasks(): string[] {
    return this.sent.map((event) =>
      event.event === 'end' ? '' : ((JSON.parse(event.data) as { taskId?: string }).taskId ?? event.event),
    );
  }
}

describe('the changes of all tasks', () => {
  let db: Repositories;
  let changes: ChangeStreams;
  let wake: () => void = () => undefined;
  let open: QueryRunner[];

  beforeEach(async () => {
    db = await openEmptyRepositories();
    changes = streams();
    open = [];
  });
  afterEach(async () => {
    changes.onModuleDestroy();
    for (const runner of open) if (!runner.isReleased) await runner.release();
  });
  afterAll(closeDatabase);

  it('of before do not come to a new reader, although somebody is writing; what he writes does', async () => {
    await accepted(300);
    const { id, writer } = await writing();
    const reader = await read(null);
    const settled = await read(null);
    await commit(writer);
    await until(() => reader.sent.length > 0 && settled.sent.length > 0, 5_000);
    const [next] = await accepted(1);
    wake();
    await until(() => reader.tasks.includes(next as string), 5_000);
    expect(reader.tasks).toEqual([id, next]);
  });

  it('are not held up by a writer that idles in a transaction, and what he wrote comes once, when he commits', async () => {
    await accepted(300);
    const live = await read(null);
    const [first] = await seenBy(live, 1);
    const { id, writer } = await writing();
    const [second, third] = await seenBy(live, 2);
    const late = await read(null);
    const [fourth] = await seenBy(live, 1);
    await until(() => late.sent.length > 0, 5_000);
    const resumed = await read(live.ids.at(-1) as number);
    await commit(writer);
    wake();
    for (const reader of [live, late, resumed]) await until(() => reader.tasks.includes(id), 5_000);
    const [last] = await seenBy(live, 1);
    await until(() => late.tasks.includes(last as string) && resumed.tasks.includes(last as string), 5_000);
    expect(live.tasks).toEqual([first, second, third, fourth, id, last]);
    expect(late.tasks).toEqual([fourth, id, last]);
    expect(resumed.tasks).toEqual([id, last]);
    for (const { ids } of [live, late, resumed]) expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const [after] = await accepted(1);
    const again = await read(live.ids.at(-1) as number);
    await until(() => again.sent.length > 0, 5_000);
    expect(again.tasks).toEqual([after]);
  });

  it('come once each, in whatever order their transactions end, also to readers that connect again and again', async () => {
    const live = await read(null);
    const [first] = await seenBy(live, 1);
    let resumed = await read(live.ids[0] as number);
    const all = [resumed];
    const expected = new Set([first]);
    for (let round = 0; round < 12; round += 1) {
      const writers = await Promise.all([writing(), writing(), writing()]);
      for (const { id, writer } of round % 2 === 0 ? writers.reverse() : writers) {
        expected.add(id);
        await commit(writer);
        wake();
      }
      resumed.close();
      resumed = await read(
        resumed.ids.at(-1) ?? all.flatMap(({ ids }) => ids).at(-1) ?? (live.ids[0] as number),
      );
      all.push(resumed);
    }
    const [last] = await accepted(1);
    wake();
    await until(() => live.tasks.at(-1) === last && resumed.tasks.at(-1) === last, 10_000);
    expect(live.tasks).toHaveLength(expected.size + 1);
    expect(new Set(live.tasks)).toEqual(expected.add(last));
    expect([first, ...all.flatMap(({ tasks }) => tasks)]).toEqual(live.tasks);
  });

  it('begin anew, with a reset, for a reader that is very far behind', async () => {
    const [id] = await accepted(1);
    const before = await db.events.lastId();
    await db.database.query(
      `INSERT INTO task_events (task_id, event, data) SELECT $1, 'progress', '{}' FROM generate_series(1, 50001)`,
      [id],
    );
    const far = await read(before * 4);
    await until(() => far.sent.length > 0, 5_000);
    const [next] = await accepted(1);
    wake();
    await until(() => far.tasks.includes(next as string), 5_000);
    expect(far.tasks).toEqual(['reset', next]);
  });

  function streams(): ChangeStreams {
    const wakeups = { on: (listener: () => void) => void (wake = listener) };
    return new ChangeStreams(
      db.events,
      wakeups as never,
      createLogger({ level: 'silent', format: 'json' }, 'test'),
    );
  }

  async function read(afterId: number | null): Promise<Reader> {
    const reader = new Reader();
    reader.stream = changes.open(afterId ?? (await changes.arrive()), reader);
    return reader;
  }

  async function commit(writer: QueryRunner): Promise<void> {
    await writer.commitTransaction();
    await writer.release();
  }

  async function accepted(many: number): Promise<string[]> {
    const tasks = await db.tasks.accept(Array.from({ length: many }, () => newTask()));
    return tasks.map(({ id }) => id);
  }

  /** Accepts tasks one by one, each when the reader has got the one before. */
  async function seenBy(reader: Reader, many: number): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < many; index += 1) {
      const [id] = (await accepted(1)) as [string];
      ids.push(id);
      await until(() => (wake(), reader.tasks.includes(id)), 10_000);
    }
    return ids;
  }

  /** A transaction that has accepted a task, and is open. */
  async function writing(): Promise<{ id: string; writer: QueryRunner }> {
    const id = randomUUID();
    const writer = db.database.createQueryRunner();
    open.push(writer);
    await writer.startTransaction();
    await writer.query(
      `INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms) VALUES ($1, 'demo.unreliable', 'demo_tasks', '{}', 1, 1, 1000)`,
      [id],
    );
    await writer.query(`INSERT INTO task_events (task_id, event, data) VALUES ($1, 'status', '{}')`, [id]);
    return { id, writer };
  }
});
