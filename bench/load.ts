import { median, percentile } from './sample.js';

/** What calls in a closed loop came to. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * Something that can be put under load; the next call of a connection comes when the last one was answered.
 */
export interface Loaded {
  readonly connections: number;
  /** @param connection from 0 */
  readonly call: (connection: number) => Promise<unknown>;
}

const COLD_MS = 2_500;
const WARM_UP_MS = 400;
const ROUND_MS = 800;
const ROUNDS = 3;

/**
 * Loads all by turns, some rounds each, so that what else the machine does meanwhile meets them alike.
 * @returns the median round of each
 */
export async function alternately<Name extends string>(
  all: Readonly<Record<Name, Loaded>>,
): Promise<Record<Name, Load>> {
  const entries = Object.entries(all) as [Name, Loaded][];
  for (const [, loaded] of entries) await round(loaded, WARM_UP_MS);
  const rounds = new Map<Name, Load[]>(entries.map(([name]) => [name, []]));
  for (let number = 0; number < ROUNDS; number += 1) {
    for (const [name, loaded] of entries) rounds.get(name)?.push(await round(loaded, ROUND_MS));
  }
  return Object.fromEntries(entries.map(([name]) => [name, middleOf(rounds.get(name) ?? [])])) as Record<
    Name,
    Load
  >;
}

/** Until what is called has been compiled, and has its connections. */
export async function warmUp(...all: readonly Loaded[]): Promise<void> {
  for (const loaded of all) await round(loaded, COLD_MS);
}

async function round({ connections, call }: Loaded, durationMs: number): Promise<Load> {
  const times: number[] = [];
  const start = performance.now();
  const loop = async (connection: number): Promise<void> => {
    while (performance.now() - start < durationMs) {
      const from = performance.now();
      await call(connection);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => loop(connection)));
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: times.length / seconds, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

function middleOf(rounds: readonly Load[]): Load {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p95Ms: median(rounds.map(({ p95Ms }) => p95Ms)),
  };
}
