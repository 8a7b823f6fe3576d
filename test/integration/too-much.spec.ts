import { randomBytes, randomUUID } from 'node:crypto';
import { createLogger } from '@app/observability';
import type { Lease, Settlement } from '@app/persistence';
import { TaskLedger } from '@app/tasks';
import { engineOver } from '../support/engine.js';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const DONE: Settlement = { kind: 'complete', result: {}, usage: null, searchText: '' };

describe('a settlement that is more than PostgreSQL can hold', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  it('is refused alone and once, and its neighbours are settled', async () => {
    const ids = (await db.tasks.accept(Array.from({ length: 5 }, () => newTask()))).map(({ id }) => id);
    const leases = (await db.claim(ids, randomUUID(), 15_000)).map(({ id, leaseToken }): Lease => ({
      id,
      leaseToken: leaseToken as string,
    }));
    const ledger = new TaskLedger(
      engineOver(db).engine,
      createLogger({ level: 'silent', format: 'json' }, 'test'),
    );
    // No index entry has room for such a code; results that large would take a gigabyte of memory here.
    const error = { code: randomBytes(8_000).toString('base64'), message: 'x', retryable: false, attempt: 1 };
    const said = leases.map((lease, place) =>
      ledger.settle(lease, place === 2 ? { kind: 'fail', error, usage: null } : DONE),
    );
    const [first, second, large, ...others] = await Promise.allSettled(said);
    expect(large).toMatchObject({ status: 'rejected', reason: { driverError: { code: '54000' } } });
    for (const one of [first, second, ...others])
      expect(one).toMatchObject({ status: 'fulfilled', value: { status: 'COMPLETED' } });
    expect(await db.queries.find(leases[2]?.id as string)).toMatchObject({ status: 'PROCESSING' });
  });
});
