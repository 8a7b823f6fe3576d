import type { BrokerName } from '../../test/support/brokers.js';
import { percentile } from '../sample.js';
import type { TaskCosts } from './costs.js';
import { PROCESS } from './costs.js';
import { EventQueue } from './event-queue.js';
import { Random } from '../../test/fuzz/random.js';
import { exponential } from './exponential.js';
import { Station } from './station.js';

/** What comes: tasks at random, at a mean rate, each of which runs for a random time. */
export interface Work {
  readonly perSecond: number;
  /** How long a task runs without using the processor, such as waiting for a model; the mean, in seconds. */
  readonly runSeconds: number;
  readonly broker: BrokerName;
  readonly costs: TaskCosts;
}

export interface Fleet {
  readonly apis: number;
  readonly workers: number;
  /** Slots of one worker. */
  readonly concurrency: number;
  readonly postgresCores: number;
}

export interface Outcome {
  /** From the acceptance of a task to its start, in milliseconds. */
  readonly waitMs: { readonly p50: number; readonly p99: number };
  readonly acceptMs: { readonly p99: number };
  /** Shares from 0 to 1 of what there is. */
  readonly busy: {
    readonly apis: number;
    readonly workers: number;
    readonly slots: number;
    readonly postgres: number;
  };
}

/** What a task does to PostgreSQL in thirds: it is accepted, given to a worker, ended. */
const PARTS = 3;

/**
 * Sends tasks through a fleet, one event after the other. Times of service and of arrival are exponential,
 * which is worse than most real work.
 * @param seconds for which it is watched, once all slots had the time to fill
 */
export function simulate(work: Work, fleet: Fleet, seconds: number, seed = '1'): Outcome {
  return new Simulation(work, fleet, seed).run(seconds * 1_000);
}

/** In mean times of a task; then those that are in a slot are as many as will ever be. */
const FILLS_WITHIN = 5;

class Simulation {
  private readonly events = new EventQueue();
  private readonly random: Random;
  private readonly postgres: Station;
  private readonly apis: readonly Station[];
  private readonly workers: readonly Worker[];
  private readonly waiting: number[] = [];
  private readonly waitsMs: number[] = [];
  private readonly acceptsMs: number[] = [];
  /** How long all slots that were given back had been in use. */
  private slotMs = 0;
  private watched = false;

  constructor(
    private readonly work: Work,
    private readonly fleet: Fleet,
    seed: string,
  ) {
    this.random = new Random(seed);
    this.postgres = new Station(this.events, fleet.postgresCores);
    this.apis = Array.from({ length: fleet.apis }, () => new Station(this.events, 1));
    this.workers = Array.from({ length: fleet.workers }, () => ({
      processor: new Station(this.events, 1),
      free: fleet.concurrency,
    }));
  }

  run(ms: number): Outcome {
    const filledMs = FILLS_WITHIN * this.work.runSeconds * 1_000;
    const before: Worked[] = [];
    const after: Worked[] = [];
    this.events.in(filledMs, () => {
      before.push(this.worked());
      this.watched = true;
    });
    this.events.in(filledMs + ms, () => after.push(this.worked()));
    const arrive = (): void => {
      if (this.events.now > filledMs + ms) return;
      this.submit();
      this.events.in(this.takes(1_000 / this.work.perSecond), arrive);
    };
    arrive();
    this.events.run();
    return this.outcome(before[0] as Worked, after[0] as Worked, ms);
  }

  private worked(): Worked {
    const sum = (stations: readonly Station[]): number =>
      stations.reduce((total, { workedMs }) => total + workedMs, 0);
    return {
      apis: sum(this.apis),
      workers: sum(this.workers.map(({ processor }) => processor)),
      slots: this.slotMs,
      postgres: this.postgres.workedMs,
    };
  }

  private submit(): void {
    const began = this.events.now;
    const api = this.random.pick(this.apis);
    api.serve(this.takes(this.work.costs.apiMs), () =>
      this.askPostgres(() => {
        if (this.watched) this.acceptsMs.push(this.events.now - began);
        this.waiting.push(this.events.now);
        this.startNext();
      }),
    );
  }

  private startNext(): void {
    const worker = this.workers.reduce((best, one) => (one.free > best.free ? one : best));
    const accepted = worker.free > 0 ? this.waiting.shift() : undefined;
    if (accepted === undefined) return;
    worker.free -= 1;
    const taken = this.events.now;
    this.askPostgres(() => {
      if (this.watched) this.waitsMs.push(this.events.now - accepted);
      this.runTask(worker, () => {
        worker.free += 1;
        this.slotMs += this.events.now - taken;
        this.startNext();
      });
    });
  }

  /** Half of a worker's own work comes before what it waits for, half after it. */
  private runTask({ processor }: Worker, done: () => void): void {
    const half = this.work.costs.workerMs / 2;
    processor.serve(this.takes(half), () =>
      this.events.in(this.takes(this.work.runSeconds * 1_000), () =>
        processor.serve(this.takes(half), () => this.askPostgres(done)),
      ),
    );
  }

  private askPostgres(done: () => void): void {
    this.postgres.serve(this.takes(this.work.costs.postgresMs / PARTS), done);
  }

  private takes(meanMs: number): number {
    return exponential(this.random, meanMs);
  }

  private outcome(before: Worked, after: Worked, ms: number): Outcome {
    const { apis, workers, concurrency, postgresCores } = this.fleet;
    const share = (part: keyof Worked, servers: number): number =>
      (after[part] - before[part]) / servers / ms;
    const atRest = ((apis + workers) * PROCESS[this.work.broker].postgresCores) / postgresCores;
    return {
      waitMs: { p50: percentile(this.waitsMs, 0.5), p99: percentile(this.waitsMs, 0.99) },
      acceptMs: { p99: percentile(this.acceptsMs, 0.99) },
      busy: {
        apis: share('apis', apis),
        workers: share('workers', workers),
        slots: share('slots', workers * concurrency),
        postgres: share('postgres', postgresCores) + atRest,
      },
    };
  }
}

/** In milliseconds, of all servers of a kind. */
interface Worked {
  readonly apis: number;
  readonly workers: number;
  readonly slots: number;
  readonly postgres: number;
}

interface Worker {
  readonly processor: Station;
  free: number;
}
