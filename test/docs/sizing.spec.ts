import { readFileSync } from 'node:fs';
import { simulate } from '../../bench/sizing/simulate.js';
import { ratesTable, storageTable } from '../../bench/sizing/tables.js';

const FREE = { apiMs: 0, workerMs: 0, postgresMs: 0, redisMs: 0, walBytes: 0, storedBytes: 0 };

describe('the page on scaling', () => {
  it('has the tables that the simulation makes', () => {
    const page = readFileSync('docs/scaling.md', 'utf8').replace(/ +/g, ' ').replace(/-{2,}/g, '--');
    for (const table of [ratesTable(), storageTable()])
      for (const line of table.split('\n'))
        expect(page).toContain(line.replace(/ +/g, ' ').replace(/-{2,}/g, '--'));
  });
});

describe('the simulation behind it', () => {
  it("agrees with Erlang's formula for a line before slots (A. K. Erlang, 1917)", () => {
    const [slots, perSecond, runSeconds] = [10, 8, 1];
    const fleet = { apis: 1, workers: 2, concurrency: slots / 2, postgresCores: 1 };
    const work = { perSecond, runSeconds, broker: 'redis' as const, costs: FREE };
    // waits that follow one another are alike, so that one run is off by a twentieth
    const runs = ['1', '2', '3', '4'].map((seed) => simulate(work, fleet, 20_000, seed));
    const mean = (of: (run: (typeof runs)[number]) => number): number =>
      runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
    const expectedMs =
      (1_000 * Math.log(erlangC(slots, perSecond * runSeconds) / 0.01)) / (slots - perSecond);
    expect(mean(({ waitMs }) => waitMs.p99) / expectedMs).toBeCloseTo(1, 1);
    expect(mean(({ busy }) => busy.slots)).toBeCloseTo(0.8, 1);
  });

  it('lets PostgreSQL be the end where it has too few cores', () => {
    const work = {
      perSecond: 100,
      runSeconds: 0.01,
      broker: 'redis' as const,
      costs: { ...FREE, postgresMs: 9 },
    };
    const fleet = { apis: 2, workers: 2, concurrency: 10 };
    const narrow = simulate(work, { ...fleet, postgresCores: 1 }, 200);
    const wide = simulate(work, { ...fleet, postgresCores: 2 }, 200);
    expect(narrow.busy.postgres).toBeGreaterThan(0.85);
    expect(narrow.waitMs.p99).toBeGreaterThan(5 * wide.waitMs.p99);
  });
});

/** The share of tasks that wait at all. @param load mean number of slots in use */
function erlangC(slots: number, load: number): number {
  let blocked = 1; // Erlang's B, one slot after the other
  for (let slot = 1; slot <= slots; slot += 1) blocked = (load * blocked) / (slot + load * blocked);
  return blocked / (1 - (load / slots) * (1 - blocked));
}
