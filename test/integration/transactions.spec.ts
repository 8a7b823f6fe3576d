import { readdir, readFile } from 'node:fs/promises';
import { inTransaction } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';

const MAY_BEGIN = /\.transaction\(|startTransaction\(/;

describe('a transaction of several statements', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  const ROW = `SELECT id FROM tasks FOR UPDATE`;
  const limits = async (manager = db.database.manager) =>
    (
      await manager.query(
        `SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock`,
      )
    )[0];

  it('has limits of its own, which its connection does not keep', async () => {
    expect(await inTransaction(db.database.manager, limits)).toEqual({ idle: '30s', lock: '5s' });
    expect(await limits()).toEqual({ idle: '0', lock: '0' });
  });

  it('loses its locks when its process says nothing any more', async () => {
    await db.database.query('DELETE FROM tasks');
    await db.tasks.accept([newTask()]);
    const silent = inTransaction(
      db.database.manager,
      async (manager) => {
        await manager.query(ROW);
        const other = await RowLock.hold(db.url, ROW); // waits until the server has ended the silent one
        await other.release();
      },
      { idleMs: 300, lockWaitMs: 5_000 },
    );
    await expect(silent).rejects.toThrow();
    expect(await db.database.query(ROW)).toHaveLength(1);
  });

  it('gives up a lock that somebody else holds for long', async () => {
    await db.tasks.accept([newTask()]);
    const lock = await RowLock.hold(db.url, ROW);
    const waiting = inTransaction(db.database.manager, (manager) => manager.query(ROW), {
      idleMs: 30_000,
      lockWaitMs: 100,
    });
    await expect(waiting).rejects.toMatchObject({ driverError: { code: '55P03' } });
    await lock.release();
  });

  it('is begun nowhere without its limits', async () => {
    const sources = (await Promise.all(['apps', 'libs'].map(sourcesIn))).flat();
    const begins = sources.filter(({ text }) => MAY_BEGIN.test(text));
    expect(begins.map(({ path }) => path)).toEqual([
      'libs/persistence/src/reports/report.repository.ts',
      'libs/persistence/src/transaction.ts',
    ]);
    for (const { text } of begins) expect(text).toContain('await limitTransaction(');
  });
});

async function sourcesIn(folder: string): Promise<{ path: string; text: string }[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => `${folder}/${name}`);
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}
