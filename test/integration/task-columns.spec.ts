import { getMetadataArgsStorage } from 'typeorm';
import { Task } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Written by processes of earlier versions only. */
const OF_EARLIER_VERSIONS = ['given_back'];
const LONG_NAMES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };

function columnsOfEntity(): Column[] {
  return getMetadataArgsStorage()
    .columns.filter(({ target }) => target === Task)
    .map(({ propertyName, options: { name = propertyName, type, array, nullable = false } }) => ({
      name,
      type: `${LONG_NAMES[String(type)] ?? String(type)}${array ? '[]' : ''}`,
      nullable,
    }));
}

describe('the columns of a task', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  it('are those of the table, of the same types', async () => {
    const table = await db.database.query<Column[]>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type, NOT attnotnull AS nullable
       FROM pg_attribute
       WHERE attrelid = 'tasks'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL ($1::text[])`,
      [OF_EARLIER_VERSIONS],
    );
    const byName = (a: Column, b: Column): number => a.name.localeCompare(b.name);
    expect(columnsOfEntity().sort(byName)).toEqual(table.sort(byName));
  });

  it('come back as they were submitted', async () => {
    const given = newTask({
      parentId: '01a21e9f-0292-7186-900a-ce12fc184a1f',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      runAt: new Date('2030-01-01T00:00:00.001Z'),
      expiresAt: new Date('2030-01-02T00:00:00.002Z'),
      tags: ['a', 'b'],
      metadata: { customer: 'c' },
    });
    const { searchText, fileIds, webhook, ...columns } = given;
    const [task] = await db.tasks.accept([given]);
    expect(task).toMatchObject(columns);
    expect([searchText, fileIds ?? [], webhook]).toEqual(['', [], null]); // kept in tables of their own
  });
});
