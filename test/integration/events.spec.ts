import type { NewTask, Settlement, Task } from '@app/persistence';
import { ChangeStreams, type EventSink, type StreamEvent, TaskStreams } from '@app/tasks';
import { createLogger } from '@app/observability';
import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { until } from '../support/until.js';

const DONE = (text: string): Settlement => ({
  kind: 'complete',
  result: { text },
  usage: null,
  searchText: '',
});
const RELEASE: Settlement = { kind: 'release' };

/** Keeps what a client would have got. */
class Sink implements EventSink {
  readonly sent: StreamEvent[] = [];
  isReady = true;
  isClosed = false;
  send(event: StreamEvent): void {
    this.sent.push(event);
  }
  close(): void {
    this.isClosed = true;
  }
  get names(): string[] {
    return this.sent.map(({ event }) => event);
  }
  get text(): string {
    const since = this.sent.slice(this.names.lastIndexOf('reset') + 1);
    return since
      .map((event) => (event.event === 'delta' ? (JSON.parse(event.data) as { text: string }).text : ''))
      .join('');
  }
}

describe('the events of tasks in PostgreSQL', () => {
  let db: Repositories;
  let streams: TaskStreams;
  let wake: (taskIds: readonly string[] | 'all') => void = () => undefined;

  beforeAll(async () => {
    db = await openRepositories();
    const wakeups = { on: (listener: typeof wake) => void (wake = listener) };
    streams = new TaskStreams(
      db.events,
      db.queries,
      wakeups as never,
      createLogger({ level: 'silent', format: 'json' }, 'test'),
    );
  });
  afterAll(() => db.close());

  const claim = async (id: string): Promise<Task> => (await db.claim([id], randomUUID(), 15_000))[0] as Task;
  const started = async (given: Partial<NewTask> = {}): Promise<Task> =>
    claim((await db.tasks.accept([newTask(given)]))[0]?.id as string);
  const lease = ({ id, leaseToken }: Task) => ({ id, leaseToken: leaseToken as string });
  const write = async (task: Task, flush: number, text: string) =>
    (await db.texts.write([{ ...lease(task), flush, text }]))[0];
  const settle = (task: Task, settlement: Settlement) =>
    db.tasks.settle([{ lease: lease(task), settlement }]);
  const rows = async ({ id }: { id: string }) =>
    (await db.events.after([{ taskId: id, afterId: 0 }], 1_000))[0]?.events ?? [];
  const follow = async ({ id }: { id: string }, afterId = 0): Promise<Sink> => {
    const sink = new Sink();
    streams.open(await streams.find(id, afterId), sink);
    await until(() => sink.isClosed, 5_000);
    return sink;
  };
  it('begins anew, with a reset, for a reader that has seen what the task never had', async () => {
    const task = await started();
    await write(task, 1, 'all of it');
    const last = (await rows(task)).at(-1)?.id as number;
    expect(await streams.find(task.id, (last + 1) * 4)).toMatchObject({
      afterId: 0,
      isOver: false,
      voidAttempt: 1,
    });
    await settle(task, DONE('all of it'));
    const whole = await follow(task);
    const end = whole.sent.at(-1)?.id as number;
    for (const beyond of [end + 1, end + 4_000]) {
      const sink = await follow(task, beyond);
      expect(sink.sent[0]).toEqual({ id: 1, event: 'reset', data: '{"attempt":1}' });
      expect(sink.sent.slice(1)).toEqual(whole.sent);
    }
  });

  it('begins anew in the changes of all tasks where the reader has seen a row that there never was', async () => {
    const changes = new ChangeStreams(
      db.events,
      { on: () => undefined } as never,
      createLogger({ level: 'silent', format: 'json' }, 'test'),
    );
    const sink = new Sink();
    const lastId = await db.events.lastId();
    changes.open((lastId + 1_000) * 4, sink);
    await until(() => sink.sent.length > 0, 5_000);
    const next = new Sink();
    const task = await started();
    changes.open(sink.sent[0]?.id as number, next);
    await until(() => next.sent.length === 2, 5_000);
    changes.onModuleDestroy();
    expect(sink.sent[0]).toMatchObject({ event: 'reset', data: '{}' });
    expect(next.sent.map((event) => event.event !== 'end' && JSON.parse(event.data))).toMatchObject([
      { taskId: task.id, status: 'PENDING' },
      { taskId: task.id, status: 'PROCESSING' },
    ]);
  });

  /** As if the task had ended more than an hour ago. */
  const age = async ({ id }: { id: string }) => {
    await db.database.query("UPDATE tasks SET finished_at = finished_at - interval '61 min' WHERE id = $1", [
      id,
    ]);
    await db.database.query(
      "UPDATE task_texts SET written_at = written_at - interval '61 min' WHERE task_id = $1",
      [id],
    );
  };

  describe('text', () => {
    it('is written once, however often a piece is written again', async () => {
      const task = await started();
      expect(await write(task, 1, 'a')).toBe('written');
      expect(await write(task, 1, 'a')).toBe('written');
      expect(await write(task, 2, 'b')).toBe('written');
      await settle(task, DONE('ab'));
      expect((await follow(task)).text).toBe('ab');
    });

    it('of a worker that lost its lease is refused', async () => {
      const stale = await started();
      await settle(stale, RELEASE);
      expect(await write(stale, 1, 'x')).toBe('lost');
      const task = await claim(stale.id);
      expect(await write(stale, 2, 'x')).toBe('lost');
      expect(await write(task, 1, 'new')).toBe('written');
      await settle(task, DONE('new'));
      expect(await write(task, 2, 'late')).toBe('lost');
      expect((await follow(task)).text).toBe('new');
    });

    it('of many tasks is written in one statement, each with its own answer', async () => {
      const [one, other, stale] = await Promise.all([started(), started(), started()]);
      await settle(stale, RELEASE);
      const pieces = [one, stale, other].map((task, index) => ({
        ...lease(task),
        flush: 1,
        text: `${index}`,
      }));
      expect(await db.texts.write(pieces)).toEqual(['written', 'lost', 'written']);
    });

    it('waits for nobody: a row that is held answers busy', async () => {
      const task = await started();
      const holder = db.database.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT FROM tasks WHERE id = $1 FOR UPDATE', [task.id]);
      expect(await write(task, 1, 'a')).toBe('busy');
      await holder.rollbackTransaction();
      await holder.release();
      expect(await write(task, 1, 'a')).toBe('written');
    });
  });

  it('begins another attempt with a reset, also one that is not counted', async () => {
    const task = await started();
    await write(task, 1, 'void');
    await settle(task, RELEASE);
    await claim(task.id);
    expect((await rows(task)).map(({ event }) => event)).toEqual([
      'status',
      'status',
      'delta',
      'status',
      'reset',
      'status',
    ]);
  });

  it('gives the events of a task ids in the order in which they are seen, whoever writes them', async () => {
    const task = await started();
    const seen: number[] = [];
    let done = false;
    const reading = (async () => {
      for (let last = false; !last;) {
        last = done;
        const [page] = await db.events.after([{ taskId: task.id, afterId: seen.at(-1) ?? 0 }], 1_000);
        seen.push(...(page?.events ?? []).map(({ id }) => id));
      }
    })();
    const progress = async () => {
      for (let percent = 1; percent <= 60; percent += 1)
        await db.tasks.progress([{ ...lease(task), percent, message: null }]);
    };
    const text = async () => {
      for (let flush = 1; flush <= 60;) if ((await write(task, flush, 'x')) === 'written') flush += 1;
    };
    await Promise.all([progress(), text(), text()]);
    await settle(task, DONE('x'.repeat(60)));
    done = true;
    await reading;
    expect(seen).toEqual((await rows(task)).map(({ id }) => id));
  });

  describe('a stream', () => {
    it('goes on after each id, with nothing lost and nothing twice', async () => {
      const task = await started();
      for (let flush = 1; flush <= 120; flush += 1) await write(task, flush, `${flush} `);
      await settle(task, DONE(''));
      const whole = await follow(task);
      expect(whole.names.at(-1)).toBe('end');
      for (const index of [0, 1, 50, 100, whole.sent.length - 2]) {
        const rest = await follow(task, whole.sent[index]?.id);
        expect(rest.sent.map(({ id }) => id)).toEqual(whole.sent.slice(index + 1).map(({ id }) => id));
      }
      expect(await streams.find(task.id, whole.sent.at(-1)?.id as number)).toMatchObject({ isOver: true });
    });

    it('reads nothing for a client that takes nothing, and all of it later', async () => {
      const task = await started();
      const sink = new Sink();
      sink.isReady = false;
      const stream = streams.open(await streams.find(task.id, 0), sink);
      await write(task, 1, 'a');
      await settle(task, DONE('a'));
      wake([task.id]);
      await follow(task);
      expect(sink.sent).toEqual([]);
      sink.isReady = true;
      stream.goOn();
      await until(() => sink.isClosed, 5_000);
      expect(sink.names).toEqual(['status', 'status', 'delta', 'status', 'end']);
    });

    it('is read in pages of bytes, also its end, and comes whole to every reader', async () => {
      const text = 'x'.repeat(3 * 1024 * 1024);
      const tasks = [await started(), await started(), await started()];
      for (const task of tasks) await write(task, 1, text);
      const pages = await db.events.after(
        tasks.map(({ id }) => ({ taskId: id, afterId: 0 })),
        50,
      );
      expect(pages.map(({ events, hasMore }) => [events.length, hasMore])).toEqual([
        [3, false],
        [3, true],
        [0, true],
      ]);
      for (const task of tasks) await settle(task, DONE(text));
      const ended = await db.queries.ended(tasks.map(({ id }) => id));
      expect([ended.tasks.length, ended.hasMore]).toEqual([1, true]);
      const sinks = await Promise.all([...tasks, ...tasks].map((task) => follow(task)));
      expect(sinks.map((sink) => [sink.text.length, sink.names.at(-1)])).toEqual(
        sinks.map(() => [text.length, 'end']),
      );
    });

    it('is closed when its task is deleted before it has read the end', async () => {
      const task = await started();
      await settle(task, DONE(''));
      const [pending, running, completed] = (await follow(task)).sent;
      const sink = new Sink();
      const place = await streams.find(task.id, completed?.id as number);
      await db.tasks.deleteEnded(task.id);
      streams.open(place, sink);
      await until(() => sink.isClosed, 5_000);
      expect([pending?.event, running?.event, sink.names]).toEqual(['status', 'status', []]);
    });
  });

  describe('an hour after the end', () => {
    /** Accepted long before, as its id says. */
    const old = () => ({ id: uuidv7({ msecs: Date.now() - 2 * 3_600_000 }) });
    const generated = async (): Promise<{ task: Task; before: Sink }> => {
      const task = await started(old());
      await write(task, 1, 'void');
      await settle(task, RELEASE);
      const again = await claim(task.id);
      for (const [index, text] of ['a', 'b', 'c'].entries()) await write(again, index + 1, text);
      await settle(again, DONE('abc'));
      return { task: again, before: await follow(again) };
    };
    const dropped = async (task: Task) => {
      await age(task);
      expect(await db.texts.drop(60 * 60_000, 100)).toBeGreaterThan(0);
    };

    it('gives the text as one piece to a new reader', async () => {
      const { task } = await generated();
      await dropped(task);
      const late = await follow(task);
      expect(late.names).toEqual(['status', 'status', 'status', 'reset', 'status', 'delta', 'status', 'end']);
      expect(late.text).toBe('abc');
    });

    it('lets a reader that had a part of it start anew, wherever it was', async () => {
      const { task, before } = await generated();
      await dropped(task);
      for (const [index, { id }] of before.sent.slice(0, -2).entries()) {
        const rest = await follow(task, id);
        const hadAll = before.sent.slice(0, index + 1).filter(({ event }) => event === 'delta').length === 4;
        if (!hadAll) expect([index, rest.text]).toEqual([index, 'abc']);
        expect(rest.sent.every((event, place) => event.id > (rest.sent[place - 1]?.id ?? id))).toBe(true);
        for (const event of rest.sent) expect((await follow(task, event.id - 1)).sent[0]?.id).toBe(event.id);
      }
    });

    it('keeps younger texts, and those of running tasks', async () => {
      const [running, { task: young }] = [await started(old()), await generated()];
      await write(running, 1, 'x');
      await db.texts.drop(60 * 60_000, 100);
      expect((await rows(running)).filter(({ event }) => event === 'delta')).toHaveLength(1);
      expect((await rows(young)).filter(({ event }) => event === 'delta')).toHaveLength(4);
    });
  });
});
