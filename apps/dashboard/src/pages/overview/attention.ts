import type { Queue, Stats, Worker } from '../../operation/answers';
import { workerLabel } from '../../operation/worker-label';
import { tasksPath } from '../../tasks/tasks-path';

export type Severity = 'red' | 'orange';

/** Something that an operator should look at: what it is, how bad, and where to look. */
export interface Concern {
  readonly kind: 'noWorker' | 'noWorkerIdle' | 'paused' | 'long' | 'old' | 'failing' | 'lost' | 'manyLost';
  readonly severity: Severity;
  readonly values: Readonly<Record<string, string | number>>;
  readonly to: string;
  readonly look: 'queues' | 'tasks' | 'workers' | 'failed';
}

/** A queue is old when its oldest task has waited for so long, also where no alert is set. */
const OLD_SECONDS = 300;
/** Fewer failures than this are no trend. */
const FEWEST_FAILURES = 3;
const FAILING = 0.2;
const FAILING_BADLY = 0.5;

interface Seen {
  readonly queues: readonly Queue[];
  readonly workers: readonly Worker[];
  readonly stats: Pick<Stats, 'types' | 'from'>;
}

/** The worst first; of a queue only the cause, not what follows from it. */
export function concernsIn({ queues, workers, stats }: Seen): Concern[] {
  const found = [...queues.flatMap(ofQueue), ...lostWorkers(workers), ...failingTypes(stats)];
  return [
    ...found.filter(({ severity }) => severity === 'red'),
    ...found.filter(({ severity }) => severity === 'orange'),
  ];
}

function ofQueue(queue: Queue): Concern[] {
  const { name, waiting } = queue;
  const concern = { values: { queue: name, waiting }, to: `/queues#${name}`, look: 'queues' } as const;
  if (queue.paused) return [{ ...concern, kind: 'paused', severity: queue.alert ? 'red' : 'orange' }];
  if (queue.workers === 0 && waiting > 0) return [{ ...concern, kind: 'noWorker', severity: 'red' }];
  if (queue.workers === 0) return [{ ...concern, kind: 'noWorkerIdle', severity: 'orange' }];
  return [...ofLength(queue), ...ofAge(queue)];
}

function ofLength({ name, waiting, alert }: Queue): Concern[] {
  if (!alert?.reasons.includes('waiting')) return [];
  return [
    { kind: 'long', severity: 'red', values: { queue: name, waiting }, to: waitingIn(name), look: 'tasks' },
  ];
}

function ofAge({ name, oldestWaitingAgeSeconds: age, alert }: Queue): Concern[] {
  const alarms = alert?.reasons.includes('age') ?? false;
  if (age === null || (!alarms && age < OLD_SECONDS)) return [];
  return [
    {
      kind: 'old',
      severity: alarms ? 'red' : 'orange',
      values: { queue: name, age },
      to: waitingIn(name),
      look: 'tasks',
    },
  ];
}

const waitingIn = (queue: string): string => tasksPath({ status: 'PENDING', queue, sort: 'createdAt' });

/** More lost workers than this are said in one line: they must not push away what else there is. */
const MOST_LOST = 3;

function lostWorkers(workers: readonly Worker[]): Concern[] {
  const lost = workers.filter(({ status }) => status === 'lost');
  const concern = { severity: 'orange', look: 'workers' } as const;
  if (lost.length > MOST_LOST)
    return [{ ...concern, kind: 'manyLost', values: { workers: lost.length }, to: '/workers' }];
  return lost.map((worker) => {
    const values = { worker: workerLabel(worker), since: worker.lastHeartbeatAt };
    return { ...concern, kind: 'lost', values, to: `/workers#${worker.id}` };
  });
}

function failingTypes({ types, from }: Seen['stats']): Concern[] {
  return types.flatMap(({ type, failed, completed }) => {
    const ended = failed + completed;
    if (failed < FEWEST_FAILURES || failed / ended < FAILING) return [];
    const severity = failed / ended >= FAILING_BADLY ? 'red' : 'orange';
    const to = tasksPath({ status: 'FAILED', type, finishedAfter: from, sort: '-finishedAt' });
    return [{ kind: 'failing', severity, values: { type, failed, ended }, to, look: 'failed' }];
  });
}
