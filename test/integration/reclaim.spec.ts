import { randomUUID } from 'node:crypto';
import { createLogger } from '@app/observability';
import type { Lease, Task } from '@app/persistence';
import { ReclaimWatch } from '@app/tasks';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const LEASE_MS = 15_000;
const LOGGER = createLogger({ level: 'silent', format: 'json' }, 'test');

describe('leases after a gap', () => {
  let db: Repositories;
  beforeEach(async () => {
    db = await openEmptyRepositories();
    await otherProcess().mayReclaim();
    // as a lease after the first pass of all
    await db.database.query('UPDATE reconciler_passes SET quiet_until = at');
  });
  afterAll(closeDatabase);

  const otherProcess = (clock?: () => number) => new ReclaimWatch(db.passes, LEASE_MS, LOGGER, clock);
  const leaseOf = ({ id, leaseToken }: Task): Lease => ({ id, leaseToken: leaseToken as string });
  const started = async (): Promise<Task> => {
    const [task] = await db.tasks.accept([newTask()]);
    return (await db.claim([(task as Task).id], randomUUID(), LEASE_MS))[0] as Task;
  };
  /** What is written looks as if so much time had passed by the database's clock since. */
  const pass = async (ms: number) => {
    await db.database.query(
      `UPDATE reconciler_passes SET at = at - $1 * interval '1 ms', quiet_until = quiet_until - $1 * interval '1 ms'`,
      [ms],
    );
    await db.database.query(`UPDATE tasks SET lease_expires_at = lease_expires_at - $1 * interval '1 ms'`, [
      ms,
    ]);
  };
  const reclaim = async (watch: ReclaimWatch) =>
    (await watch.mayReclaim()) ? db.maintenance.reclaimLost(10) : null;

  it('are taken back by a process that has just started, where the others passed all the time', async () => {
    const dead = await started();
    await db.database.query(`UPDATE tasks SET lease_expires_at = now() - interval '1 s'`);
    expect(await reclaim(otherProcess())).toMatchObject([{ id: dead.id }]);
  });

  it('are left for one lease: workers that live say so, and those that died are found then', async () => {
    const [living, dead] = [await started(), await started()];
    await pass(3_600_000); // a failover of an hour, and nobody was there in between
    const starter = otherProcess();
    expect(await reclaim(starter)).toBeNull();
    // nor by one that starts a moment later, and sees no gap
    expect(await reclaim(otherProcess())).toBeNull();
    expect(await db.tasks.heartbeat([leaseOf(living)], 2 * LEASE_MS)).toEqual(['held']);
    for (const step of [4_000, 4_000, 4_000]) {
      await pass(step);
      expect(await reclaim(starter)).toBeNull();
    }
    await pass(3_001);
    expect(await reclaim(starter)).toMatchObject([{ id: dead.id }]);
  });

  it('are left where the clock of the database was set forward between two passes, less than a gap would be', async () => {
    let monotonic = 0;
    const watch = otherProcess(() => monotonic);
    await started();
    expect(await reclaim(watch)).toEqual([]);
    monotonic -= 4_000; // the database's clock goes 4 s further than ours
    expect(await reclaim(watch)).toBeNull();
    expect(await reclaim(otherProcess())).toBeNull(); // all processes know
  });

  it('are left after a pass that failed', async () => {
    const watch = otherProcess();
    expect(await reclaim(watch)).toEqual([]);
    watch.failed();
    expect(await reclaim(watch)).toBeNull();
    await pass(4_000);
    expect(await reclaim(watch)).toBeNull();
  });

  it('are not left for ever after the clock was set back', async () => {
    await pass(-3_600_000);
    const watch = otherProcess();
    expect(await reclaim(watch)).toBeNull();
    for (const step of [4_000, 4_000, 4_000, 3_001]) {
      await pass(step);
      await watch.mayReclaim();
    }
    expect(await watch.mayReclaim()).toBe(true);
  });

  it('wait for no process whose row is held', async () => {
    const holder = db.database.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM reconciler_passes FOR UPDATE');
    expect(await otherProcess().mayReclaim()).toBe(true);
    await holder.rollbackTransaction();
    await holder.release();
  });
});
