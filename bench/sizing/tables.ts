import type { BrokerName } from '../../test/support/brokers.js';
import { COSTS, type Kind } from './costs.js';
import { fleetFor } from './fleet-for.js';

const RATES = [10, 100, 1_000];
const STORED = [1e6, 1e8, 1e9];
const DAYS = 30;
const SECONDS_A_DAY = 86_400;

/** What runs: short tasks that compute, and texts by a model that takes five seconds. */
const KINDS: Readonly<Record<Kind, { readonly runSeconds: number; readonly concurrency: number }>> = {
  calculation: { runSeconds: 0.1, concurrency: 10 },
  text: { runSeconds: 5, concurrency: 50 },
};

/** What a rate needs, as docs/scaling.md has it. */
export function ratesTable(): string {
  const rows = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    RATES.flatMap((perSecond) =>
      (['redis', 'postgres'] as const).map((broker) => rateRow(kind, perSecond, broker)),
    ),
  );
  return markdown(
    [
      'tasks',
      'a second',
      'broker',
      'APIs',
      'workers × slots',
      'cores of PostgreSQL',
      'connections',
      'Redis',
      'WAL',
      'busy: API, worker, slots, PostgreSQL',
      'wait p50, p99',
    ],
    rows,
  );
}

function rateRow(kind: Kind, perSecond: number, broker: BrokerName): string[] {
  const costs = COSTS[broker][kind];
  const { runSeconds, concurrency } = KINDS[kind];
  const { fleet, outcome, connections } = fleetFor({ perSecond, runSeconds, broker, costs }, concurrency);
  const { apis, workers, slots, postgres } = outcome.busy;
  return [
    kind,
    number(perSecond),
    broker,
    number(fleet.apis),
    `${number(fleet.workers)} × ${concurrency}`,
    number(fleet.postgresCores),
    number(connections),
    costs.redisMs ? percent((perSecond * costs.redisMs) / 1_000) : '',
    `${((perSecond * costs.walBytes) / 1e6).toFixed(1)} MB/s`,
    [apis, workers, slots, postgres].map(percent).join(', '),
    `${outcome.waitMs.p50.toFixed(0)}, ${outcome.waitMs.p99.toFixed(0)} ms`,
  ];
}

/** What so many stored tasks need. */
export function storageTable(): string {
  const { calculation, text } = COSTS.redis;
  return markdown(
    ['stored tasks', 'calculations', 'texts', `a second, kept ${DAYS} days`],
    STORED.map((tasks) => [
      number(tasks),
      bytes(tasks * calculation.storedBytes),
      bytes(tasks * text.storedBytes),
      number(tasks / DAYS / SECONDS_A_DAY),
    ]),
  );
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function bytes(value: number): string {
  return value < 1e12 ? `${(value / 1e9).toFixed(0)} GB` : `${(value / 1e12).toFixed(1)} TB`;
}
