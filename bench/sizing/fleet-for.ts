import { PROCESS } from './costs.js';
import { type Fleet, type Outcome, simulate, type Work } from './simulate.js';

/** How much of anything may be in use, so that a peak or the loss of one process has room. */
const BUSY = 0.6;
const WAIT_LIMIT_MS = 250;
/** About so many tasks are simulated. */
const TASKS = 20_000;
const SHORTEST_SECONDS = 20;

export interface Sized {
  readonly fleet: Fleet;
  readonly outcome: Outcome;
  /** To PostgreSQL, at most. */
  readonly connections: number;
}

/** The smallest fleet in which nothing is busier than 60 %, and 99 of 100 tasks start within 250 ms. */
export function fleetFor(work: Work, concurrency: number): Sized {
  const seconds = Math.max(SHORTEST_SECONDS, TASKS / work.perSecond);
  for (let fleet = leastFleet(work, concurrency); ; fleet = larger(fleet)) {
    const outcome = simulate(work, fleet, seconds);
    if (outcome.waitMs.p99 <= WAIT_LIMIT_MS)
      return { fleet, outcome, connections: (fleet.apis + fleet.workers) * PROCESS[work.broker].connections };
  }
}

/** By the mean rates. One of a kind is none when it is replaced, so there are two. */
function leastFleet({ perSecond, runSeconds, broker, costs }: Work, concurrency: number): Fleet {
  const cores = (ms: number): number => (perSecond * ms) / 1_000 / BUSY;
  const slots = (perSecond * (runSeconds + (costs.workerMs + costs.postgresMs) / 1_000)) / BUSY;
  const apis = Math.max(2, Math.ceil(cores(costs.apiMs)));
  const workers = Math.max(2, Math.ceil(cores(costs.workerMs)), Math.ceil(slots / concurrency));
  const atRest = ((apis + workers) * PROCESS[broker].postgresCores) / BUSY;
  return { apis, workers, concurrency, postgresCores: Math.ceil(cores(costs.postgresMs) + atRest) };
}

function larger(fleet: Fleet): Fleet {
  return { ...fleet, workers: Math.ceil(fleet.workers * 1.1), postgresCores: fleet.postgresCores + 1 };
}
