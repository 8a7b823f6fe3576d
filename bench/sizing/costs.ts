import type { BrokerName } from '../../test/support/brokers.js';

/** What a task costs each part: milliseconds of one core, and bytes. */
export interface TaskCosts {
  readonly apiMs: number;
  readonly workerMs: number;
  readonly postgresMs: number;
  readonly redisMs: number;
  readonly walBytes: number;
  /** With its attempts, events, words and all indexes, after pieces of text are gone. */
  readonly storedBytes: number;
}

export type Kind = 'calculation' | 'text';

/** By `npm run bench -- --only costs`; docs/scaling.md has the machine and the day. */
export const COSTS: Readonly<Record<BrokerName, Readonly<Record<Kind, TaskCosts>>>> = {
  postgres: {
    calculation: {
      apiMs: 1.6,
      workerMs: 1.2,
      postgresMs: 4.5,
      redisMs: 0.0,
      walBytes: 15368,
      storedBytes: 1704,
    },
    text: { apiMs: 6.9, workerMs: 26.5, postgresMs: 44.2, redisMs: 0.0, walBytes: 90322, storedBytes: 11960 },
  },
  redis: {
    calculation: {
      apiMs: 2.0,
      workerMs: 1.6,
      postgresMs: 3.2,
      redisMs: 0.4,
      walBytes: 6228,
      storedBytes: 1715,
    },
    text: {
      apiMs: 10.1,
      workerMs: 34.6,
      postgresMs: 43.6,
      redisMs: 1.1,
      walBytes: 99583,
      storedBytes: 13599,
    },
  },
};

/** What each process costs PostgreSQL while nothing happens: cores, and connections at most. */
export const PROCESS: Readonly<
  Record<BrokerName, { readonly postgresCores: number; readonly connections: number }>
> = {
  postgres: { postgresCores: 0.0125, connections: 24 },
  redis: { postgresCores: 0.011, connections: 11 },
};
