import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from '../support/hosts/cluster.js';
import { type Fault, suffer } from '../support/hosts/fault.js';
import { type FaultRow, tableOf } from '../support/hosts/fault-report.js';
import { canDelay } from '../support/hosts/network.js';
import { describeWithOldPostgres } from '../support/old-postgres.js';

/** The goal is 20 s, on a machine that does nothing else. */
const LIMIT_S = 40;
const DELAY_MS = 100;
const UNTIL_PROMOTED_MS = 2_000;

describeWithOldPostgres('several hosts, whose links fail under load', () => {
  const rows: FaultRow[] = [];
  let cluster: Cluster;
  let destroy: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    cluster = await Cluster.make();
    destroy = () => cluster.destroy();
  });
  afterAll(async () => {
    await destroy();
    process.stdout.write(`\n${tableOf(rows)}\n\n`);
  });

  async function expectAllToGoOn(fault: Fault): Promise<void> {
    for (const row of await suffer(cluster, fault)) {
      rows.push(row);
      expect(row).toMatchObject({ ended: row.accepted, lost: 0, endedTwice: 0 });
      expect(Math.max(row.goesOnS ?? 0, row.backS ?? 0)).toBeLessThan(LIMIT_S);
    }
  }

  const heal = (): Promise<void> => cluster.network.heal();

  describe('with Redis', () => {
    beforeAll(() => cluster.start('Redis'));
    afterAll(() => cluster.stop());

    it('runs tasks on workers whose clocks are minutes ahead and behind', async () => {
      const told = cluster.workers.filter(({ process }) =>
        process.log.some(({ msg }) => msg?.includes('clock differs')),
      );
      expect(told).toHaveLength(2);
      await expectAllToGoOn({
        parts: [{ name: 'clocks of two workers 3 min ahead and behind (so they are below too)' }],
        strike: async () => undefined,
        heal,
        shortestMs: 2_000,
      });
    });

    it('goes on while workers are cut off PostgreSQL, and off Redis too', async () => {
      const { worker1, worker3, primary, redis } = cluster.hosts;
      await expectAllToGoOn({
        parts: [
          { name: 'worker cut off PostgreSQL', back: worker1 },
          { name: 'at once: worker cut off PostgreSQL and Redis', back: worker3 },
        ],
        strike: async () => {
          await cluster.network.cut(worker1, primary);
          await cluster.network.cut(worker3, primary);
          await cluster.network.cut(worker3, redis);
        },
        heal,
        losesTasks: true,
      });
    });

    it('goes on while a worker is cut off Redis', async () => {
      const { worker1, redis } = cluster.hosts;
      await expectAllToGoOn({
        parts: [{ name: 'worker cut off Redis', back: worker1 }],
        strike: () => cluster.network.cut(worker1, redis),
        heal,
      });
    });

    it('accepts through the other API while one is cut off PostgreSQL', async () => {
      const { api1, primary } = cluster.hosts;
      await expectAllToGoOn({
        parts: [{ name: 'API cut off PostgreSQL', back: api1 }],
        strike: () => cluster.network.cut(api1, primary),
        heal,
      });
    });

    it('accepts through an API that is cut off Redis', async () => {
      const { api2, redis } = cluster.hosts;
      await expectAllToGoOn({
        parts: [{ name: 'API cut off Redis', back: api2 }],
        strike: () => cluster.network.cut(api2, redis),
        heal,
      });
    });

    (canDelay ? it : it.skip)('goes on over slow links', async () => {
      const { worker1, api1 } = cluster.hosts;
      const putBack: (() => Promise<void>)[] = [];
      await expectAllToGoOn({
        parts: [{ name: `links of a worker and an API slower by ${DELAY_MS} ms each way` }],
        strike: async () => {
          for (const host of [worker1, api1]) putBack.push(await cluster.network.delay(host, DELAY_MS));
        },
        heal: async () => {
          for (const one of putBack) await one();
        },
        shortestMs: 4_000,
      });
    });
  });

  describe('with the queues in PostgreSQL', () => {
    beforeAll(() => cluster.start('PostgreSQL'));
    afterAll(() => cluster.stop());

    it('goes on while workers are cut off PostgreSQL, both ways and one way', async () => {
      const { worker1, worker2, primary } = cluster.hosts;
      await expectAllToGoOn({
        parts: [
          { name: 'PostgreSQL as broker: worker cut off it', back: worker1 },
          { name: 'at once: worker that hears no answers of it', back: worker2 },
        ],
        strike: async () => {
          await cluster.network.cut(worker1, primary);
          await cluster.network.cut(worker2, primary, 'answers');
        },
        heal,
        losesTasks: true,
      });
    });

    it('finds the standby that is promoted when the primary is cut off all others', async () => {
      const { primary } = cluster.hosts;
      await cluster.replication.beSynchronous();
      await expectAllToGoOn({
        parts: [{ name: 'primary cut off all, synchronous standby promoted after 2 s' }],
        strike: async () => {
          await cluster.network.isolate(primary);
          await delay(UNTIL_PROMOTED_MS);
          await cluster.promote();
        },
        heal: async () => undefined, // a tool of failovers keeps the old primary away
      });
    });
  });
});
