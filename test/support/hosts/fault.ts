import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../until.js';
import { type Cluster, LOAD } from './cluster.js';
import { effectsIn, type FaultRow, heldUpMs, rowOf } from './fault-report.js';
import { type History, historiesOf } from './histories.js';
import type { Accepted } from './load.js';
import type { Host } from './network.js';

/** The API that is asked first has the client's patience, and the next one a moment. */
const LATE_TO_ACCEPT_MS = LOAD.patienceMs + 1_500;
const BEFORE_MS = 1_500;
/** What is asked of a silent host in these waits longer than what was asked before it was silent. */
const SHORTEST_MS = 8_000;
const LIMIT_MS = 90_000;
/** One or two might have ended by the time of the fault. */
const FEWEST_RUNNING = 3;

/** A line of the table. Faults of several hosts at once have one each. */
export interface Part {
  readonly name: string;
  /** Who must do its work again after the fault: a worker takes a task, an API accepts one. */
  readonly back?: Host;
}

export interface Fault {
  readonly parts: readonly Part[];
  strike(): Promise<unknown>;
  heal(): Promise<unknown>;
  /** Whether the fault lasts until others have taken what ran at these hosts. */
  readonly losesTasks?: boolean;
  /** How long it lasts at least. */
  readonly shortestMs?: number;
}

/** Makes a fault under load, waits until all goes on, ends it, and waits until all is as before. */
export async function suffer(cluster: Cluster, fault: Fault): Promise<FaultRow[]> {
  const from = Date.now();
  await delay(BEFORE_MS);
  const hosts = fault.parts.flatMap(({ back }) => back ?? []);
  const running = fault.losesTasks ? await Promise.all(hosts.map((host) => runningAt(cluster, host))) : [];
  const struckAt = Date.now();
  await fault.strike();
  const allLeft = until(() => haveLeft(cluster, running.flat()), LIMIT_MS);
  await Promise.all([delay(fault.shortestMs ?? SHORTEST_MS), allLeft]);
  const healedAt = Date.now();
  await fault.heal();
  const backAt = await Promise.all(
    hosts.map((host) => until(() => backSince(cluster, host, healedAt), LIMIT_MS)),
  );
  const tasks = cluster.load.accepted.filter(({ sentAt }) => sentAt > from);
  const histories = await until(() => allEnded(cluster, tasks), LIMIT_MS);
  const effects = await effectsIn(cluster.effects);
  return fault.parts.map(({ name, back }) => {
    const its = tasks.filter(({ id }) => !ranOnlyAtOthers(cluster, histories.get(id), hosts, back));
    const goesOnS = heldUpMs(struckAt, LATE_TO_ACCEPT_MS, its, histories) / 1_000;
    const backS = back ? ((backAt[hosts.indexOf(back)] ?? NaN) - healedAt) / 1_000 : null;
    return rowOf(name, tasks, histories, effects, { goesOnS, backS });
  });
}

async function runningAt(cluster: Cluster, host: Host): Promise<string[]> {
  const id = cluster.workerAt(host)?.id;
  const rows = await until(async () => {
    const found = await cluster.audit.query<{ id: string }>(
      `SELECT id FROM tasks WHERE status = 'PROCESSING' AND worker_id = $1`,
      [id],
    );
    return found.length >= FEWEST_RUNNING ? found : null;
  }, LIMIT_MS);
  return rows.map((row) => row.id);
}

/** Whether these have ended, or run in their second attempt. */
async function haveLeft(cluster: Cluster, ids: readonly string[]): Promise<boolean> {
  const histories = await historiesOf(cluster.audit, ids);
  return [...histories.values()].every(({ attempts, ends }) => attempts > 1 || ends > 0);
}

async function allEnded(
  cluster: Cluster,
  tasks: readonly Accepted[],
): Promise<ReadonlyMap<string, History> | null> {
  const ids = tasks.map(({ id }) => id);
  const histories = await historiesOf(cluster.audit, ids);
  return [...histories.values()].every(({ ends }) => ends > 0) ? histories : null;
}

/** Of hosts that failed at once, each answers for the tasks that it had, and for those that none had. */
function ranOnlyAtOthers(
  cluster: Cluster,
  history: History | undefined,
  hosts: readonly Host[],
  own?: Host,
): boolean {
  const ranAt = (host: Host): boolean => {
    const worker = cluster.workerAt(host);
    return worker !== null && history?.workers.includes(worker.id) === true;
  };
  return own !== undefined && !ranAt(own) && hosts.some(ranAt);
}

/** @returns when the host did its work again, by the clock of the database, which is ours */
async function backSince(cluster: Cluster, host: Host, since: number): Promise<number | null> {
  const worker = cluster.workerAt(host);
  if (!worker) return acceptedSince(cluster, host, since);
  const [first] = await cluster.audit.query<{ at: number | null }>(
    `SELECT (extract(epoch FROM min(started_at)) * 1000)::float8 AS at FROM task_attempts
     WHERE worker_id = $1 AND started_at > to_timestamp($2::float8 / 1000)`,
    [worker.id, since],
  );
  return first?.at ?? null;
}

function acceptedSince(cluster: Cluster, host: Host, since: number): number | null {
  const api = cluster.apis.findIndex((one) => one.host === host);
  const isBack = cluster.load.accepted.find(
    ({ by, home, tries, sentAt }) => by === api && home === api && tries === 1 && sentAt > since,
  );
  return isBack?.acceptedAt ?? null;
}
