import { randomBytes, randomUUID } from 'node:crypto';
import {
  pageQuery,
  type PageRequest,
  type Position,
  positionOf,
  type Query,
  shorten,
  Task,
  type TaskFilter,
  type TaskOrder,
} from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const page = (limit: number, after: Position | null = null, full = false): PageRequest => ({
  limit,
  after,
  full,
});

describe('listing tasks', () => {
  let db: Repositories;
  let ids: string[];

  beforeAll(async () => {
    db = await openRepositories();
    const given = [
      newTask({ searchText: 'What is artificial intelligence?', tags: ['news'], type: 'ai.text-generation' }),
      newTask({ searchText: '今天上海的天气怎么样', tags: ['weather', 'cn'] }),
      newTask({ searchText: '100%_sure', queue: 'ai_processing' }),
    ];
    ids = (await db.tasks.accept(given)).map(({ id }) => id);
  });
  afterAll(() => db.close());

  const found = async (filter: TaskFilter) =>
    (await db.queries.list(filter, page(50))).tasks.map(({ id }) => ids.indexOf(id));

  it.each<[TaskFilter, number[]]>([
    [{}, [2, 1, 0]],
    [{ search: 'ARTIFICIAL' }, [0]],
    [{ search: '天气' }, [1]],
    [{ search: '%_' }, [2]],
    [{ search: 'nowhere' }, []],
    [{ tag: ['cn', 'news'] }, [1, 0]],
    [{ type: ['ai.text-generation'] }, [0]],
    [{ queue: ['ai_processing'] }, [2]],
    [{ status: ['PENDING'], tag: ['cn'] }, [1]],
    [{ status: ['FAILED'] }, []],
    [{ status: ['PENDING', 'PROCESSING', 'PENDING'] }, [2, 1, 0]],
    [{ status: ['FAILED', 'PENDING'], type: ['ai.text-generation', 'demo.email'] }, [0]],
    [{ type: ['ai.text-generation', 'demo.unreliable'] }, [2, 1, 0]],
    [{ type: ['ai.text-generation', 'demo.unreliable'], queue: ['ai_processing'] }, [2]],
    [{ createdAfter: new Date(Date.now() + 60_000) }, []],
    [{ finishedAfter: new Date(0) }, []],
    [{ createdBefore: new Date(Date.now() + 60_000) }, [2, 1, 0]],
  ])('finds by %j', async (filter, expected) => expect(await found(filter)).toEqual(expected));

  it.each<TaskFilter>([{}, { status: ['PENDING', 'FAILED'] }])(
    'goes on where a page of %j ended',
    async (filter) => {
      const { tasks, hasMore } = await db.queries.list(filter, page(1));
      const rest = await db.queries.list(
        filter,
        page(50, tasks[0] ? positionOf(tasks[0], '-createdAt') : null),
      );
      expect([hasMore, rest.hasMore]).toEqual([true, false]);
      expect(rest.tasks.map(({ id }) => ids.indexOf(id))).toEqual([1, 0]);
    },
  );

  describe('with long inputs', () => {
    const long = 'x'.repeat(30_000);
    const random = (bytes: number): string => randomBytes(bytes / 2).toString('hex');
    const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
    const accept = async (...inputs: object[]): Promise<string[]> =>
      (await db.tasks.accept(inputs.map((input) => newTask({ queue: 'long', input })))).map(({ id }) => id);
    const listed = (request = page(200)) => db.queries.list({ queue: ['long'] }, request);

    afterEach(() => db.database.query("DELETE FROM tasks WHERE queue = 'long'"));

    it('shortens what is longer than 16 KiB, and says so', async () => {
      await accept(
        { text: 'short' },
        { text: long, many: Array.from({ length: 9_000 }, (_, n) => n), n: 5, inner: { a: 1 } },
        { text: random(400_000) },
      );
      const inputs = new Map(
        (await listed()).tasks.map(({ input, shortened }) => [bytesOf(input), { input, shortened }]),
      );
      expect([...inputs.values()]).toEqual(
        expect.arrayContaining([
          { input: { text: 'short' }, shortened: [] },
          { input: { text: `${'x'.repeat(250)}…`, n: 5, inner: { a: 1 } }, shortened: ['input'] },
          { input: {}, shortened: ['input'] }, // too long to be read for a list
        ]),
      );
      expect(
        (await listed(page(200, null, true))).tasks.every(({ shortened }) => shortened.length === 0),
      ).toBe(true);
    });

    it('shortens as this process does', async () => {
      const input = {
        text: long,
        name: 'ä'.repeat(300),
        list: [1, 2],
        none: null,
        deep: { more: 'x'.repeat(600) },
      };
      await accept(input);
      expect((await listed()).tasks[0]?.input).toEqual(shorten(input));
    });

    it.each([true, false])(
      'ends a page at about 4 MiB and goes on after it; whole inputs: %s',
      async (full) => {
        const text = full ? random(1_500_000) : random(15_000);
        const ids = await accept(...Array.from({ length: full ? 7 : 300 }, () => ({ text })));
        const seen: string[] = [];
        for (let after: Position | null = null; ;) {
          const { tasks, hasMore } = await listed(page(200, after, full));
          expect(bytesOf(tasks)).toBeLessThan(5 * 1024 * 1024);
          seen.push(...tasks.map(({ id }) => id));
          after = positionOf(tasks.at(-1) as Task, '-createdAt');
          if (!hasMore) break;
        }
        expect(seen.sort()).toEqual(ids.sort());
      },
    );

    it('reads no value that a list does not show', async () => {
      await accept(...Array.from({ length: 20 }, () => ({ text: random(1_000_000) })));
      await db.database.query('VACUUM tasks'); // what other tests removed is read too
      const plan = await db.database.query<{ 'QUERY PLAN': string }[]>(
        ...explained(pageQuery(db.database.getRepository(Task).metadata, { queue: ['long'] }, page(20))),
      );
      const buffers = Math.max(
        ...plan.map((row) => Number(/shared hit=(\d+)/.exec(row['QUERY PLAN'])?.[1] ?? 0)),
      );
      expect(buffers).toBeLessThan(500); // 20 inputs of 1 MB have 2,500
    });
  });

  it('finds by an id, as one or in a text', async () => {
    const [first, second] = ids as [string, string];
    const mention = newTask({ searchText: `after ${first}` });
    await db.tasks.accept([mention]);
    const list = async (search: string) =>
      (await db.queries.list({ search }, page(50))).tasks.map(({ id }) => id);
    expect([await list(first.toUpperCase()), await list(second)]).toEqual([[mention.id, first], [second]]);
    await db.database.query('DELETE FROM tasks WHERE id = $1', [mention.id]);
  });

  it('counts by status, whatever status the filter names', async () => {
    const counts = async (filter: TaskFilter) =>
      Object.fromEntries((await db.queries.countsByStatus(filter)).map((one) => [one.status, one]));
    const none = { count: 0, more: false };
    expect(await counts({ status: ['FAILED'] })).toMatchObject({
      PENDING: { count: 3, more: false },
      FAILED: none,
      COMPLETED: none,
    });
    expect(await counts({ type: ['ai.text-generation'] })).toMatchObject({
      PENDING: { count: 1 },
      PROCESSING: none,
      CANCELLED: none,
    });
    expect(await counts({ search: '天气' })).toMatchObject({
      PENDING: { count: 1, more: false },
      FAILED: none,
    });
    expect(await counts({ tag: ['cn', 'news'] })).toMatchObject({ PENDING: { count: 2 } });
  });
});

describe('the filters of a list', () => {
  let db: Repositories;
  let ids: string[];
  const [one, other] = [randomUUID(), randomUUID()];
  const failed = (code: string) => ({ code, message: 'm', retryable: false, attempt: 1 });

  beforeAll(async () => {
    db = await openRepositories();
    await db.database.query(
      "INSERT INTO workers (id, host, pid, version, queues, concurrency) VALUES ($1, 'box', 7, '1', '{}', 1)",
      [one],
    );
    const metadata = [{ customer: '42', 'a.b': 'x' }, { customer: 42 }, { customer: '43', paid: true }, {}];
    ids = (await db.tasks.accept(metadata.map((given) => newTask({ metadata: given })))).map(({ id }) => id);
    for (const [index, [worker, code]] of [
      [one, 'timeout'] as const,
      [other, 'internal'] as const,
      [one, 'expired'] as const,
    ].entries()) {
      const [task] = await db.claim([ids[index] as string], worker, 15_000);
      const lease = { id: task?.id as string, leaseToken: task?.leaseToken as string };
      await db.tasks.settle([{ lease, settlement: { kind: 'fail', error: failed(code), usage: null } }]);
    }
  });
  afterAll(() => db.close());

  it.each<[TaskFilter, number[]]>([
    [{ worker: [one] }, [2, 0]],
    [{ worker: [one, other] }, [2, 1, 0]],
    [{ worker: ['box:7'] }, [2, 0]],
    [{ worker: ['box:8'] }, []],
    [{ worker: ['box:7', one, other], status: ['FAILED', 'PENDING'] }, [2, 1, 0]],
    [{ errorCode: ['timeout'] }, [0]],
    [{ errorCode: ['timeout', 'expired', 'none'] }, [2, 0]],
    [{ errorCode: ['timeout', 'expired'], worker: ['box:7'], status: ['FAILED'] }, [2, 0]],
    [{ metadata: { customer: ['42'] } }, [1, 0]],
    [{ metadata: { customer: ['42', '43'] } }, [2, 1, 0]],
    [{ metadata: { customer: ['43'], paid: ['true'] } }, [2]],
    [{ metadata: { customer: ['4'] } }, []],
    [{ metadata: { 'a.b': ['x'] }, worker: [one] }, [0]],
    [{ metadata: { '"}': ['\\"'] } }, []],
    [{ schedule: [one, other] }, []],
  ])('finds by %j, counted and listed alike', async (filter, expected) => {
    expect((await db.queries.list(filter, page(50))).tasks.map(({ id }) => ids.indexOf(id))).toEqual(
      expected,
    );
    expect((await db.queries.list(filter, { ...page(50), order: '-finishedAt' })).tasks.length).toBe(
      expected.length,
    );
    const counts = await db.queries.countsByStatus(filter);
    expect(counts.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(expected.length);
  });
});

describe('the orders of a list', () => {
  let db: Repositories;
  let ids: string[];
  beforeAll(async () => {
    db = await openRepositories();
    ids = (await db.tasks.accept(Array.from({ length: 5 }, () => newTask()))).map(({ id }) => id);
    // All but the last have ended, the first one last.
    await db.database.query(
      `UPDATE tasks SET status = 'CANCELLED', finished_at = now() - array_position($1, id) * interval '1 s' WHERE id = ANY($1)`,
      [ids.slice(0, 4)],
    );
  });
  afterAll(() => db.close());

  it.each<[TaskOrder, number[]]>([
    ['-createdAt', [4, 3, 2, 1, 0]],
    ['createdAt', [0, 1, 2, 3, 4]],
    ['-finishedAt', [0, 1, 2, 3]],
    ['finishedAt', [3, 2, 1, 0]],
  ])('%s goes on where a page ended', async (order, expected) => {
    const found: Task[] = [];
    for (let more = true, after: Position | null = null; more;) {
      const { tasks, hasMore } = await db.queries.list({}, { ...page(2, after), order });
      found.push(...tasks);
      after = positionOf(found.at(-1) as Task, order);
      more = hasMore;
    }
    expect(found.map(({ id }) => ids.indexOf(id))).toEqual(expected);
  });
});

describe('tags and metadata of an earlier version', () => {
  it('become words that a search finds', async () => {
    const db = await openRepositories();
    const given = [
      newTask({ tags: ['newsletter'], metadata: { order: { customer: 'Ada Lovelace' }, n: 1 } }),
      newTask(),
    ];
    const [first] = await db.tasks.accept(given);
    const runner = db.database.createQueryRunner();
    await db.database.migrations.find(({ name }) => name?.startsWith('SearchTags'))?.up(runner);
    await runner.release();
    for (const search of ['newsletter', 'lovelace']) {
      expect((await db.queries.list({ search }, page(9))).tasks.map(({ id }) => id)).toEqual([first?.id]);
    }
    await db.close();
  });
});

function explained({ sql, parameters }: Query): [string, unknown[]] {
  return [`EXPLAIN (ANALYZE, BUFFERS) ${sql}`, [...parameters]];
}
