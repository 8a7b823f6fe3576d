import type { ConfigurationError } from '@app/config';
import type pg from 'pg';
import type { RedisConnection } from './redis-connection.js';

/** What carries task ids to workers, and all that differs between the two kinds of it. */
export interface Broker {
  readonly kind: 'redis' | 'postgresql';
  /** What BullMQ takes as `connection`. */
  readonly connection: RedisConnection | pg.Pool;
  /** Whether a call has a chance now: with Redis away, a call would only pile up. */
  isReady(): boolean;
  /** Whether it takes what we give it, by a write: a replica answers as well. @throws what it answered */
  probe(): Promise<void>;
  /**
   * The mark that this broker's data carries; null where there is none, for example after its data was lost.
   */
  readEpoch(): Promise<string | null>;
  /** Sets the mark where there is none; answers with the one that is there then. */
  offerEpoch(epoch: string): Promise<string>;
  close(): Promise<void>;
}

/** Hears that a Redis that was away at the start can never be what REDIS_URL says. */
export type RefusedBroker = (error: ConfigurationError) => void;
