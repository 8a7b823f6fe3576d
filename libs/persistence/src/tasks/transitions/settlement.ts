import type { StoredError, StoredErrorDetails, StoredUsage } from '../task.entity.js';
import type { AttemptOutcome } from '../task-attempt.entity.js';
import type { TaskStatus } from '../task-state.js';

/** What a worker says of a task whose lease it holds. */
export type Settlement =
  | {
      readonly kind: 'complete';
      readonly result: object;
      /** Of the result's JSON in bytes: groups of settlements are bounded by it. */
      readonly size?: number;
      readonly usage: StoredUsage | null;
      readonly searchText: string;
    }
  | ({ readonly kind: 'fail' } & Failure)
  /** Another attempt in delayMs milliseconds. */
  | ({ readonly kind: 'retry'; readonly delayMs: number } & Failure)
  /** The handler stopped because a cancel was asked for. */
  | { readonly kind: 'cancel' }
  /** The worker stops: another one takes the task at once, and this attempt is not counted. */
  | { readonly kind: 'release' };

interface Failure {
  readonly error: StoredError;
  /** Kept with the attempt only. */
  readonly details?: StoredErrorDetails | undefined;
  readonly usage: StoredUsage | null;
}

/** A claimed task as its worker knows it: the id and the token of its claim. */
export interface Lease {
  readonly id: string;
  readonly leaseToken: string;
}

/** A settlement as SETTLE reads it. */
export interface SettlementRow {
  readonly id: string;
  readonly token: string;
  readonly status: TaskStatus;
  readonly outcome: AttemptOutcome;
  readonly result?: object;
  readonly error?: StoredError;
  readonly details?: StoredErrorDetails | undefined;
  readonly usage?: StoredUsage | null;
  readonly delayMs?: number;
  readonly searchText?: string;
}

/**
 * Where a settlement leads unless a cancel was asked for: complete, fail, retry, release and stop of
 * task-state.ts. A worker's settlements of any kind come together, in one statement.
 */
export function settlementRow({ id, leaseToken }: Lease, settlement: Settlement): SettlementRow {
  const lease = { id, token: leaseToken };
  switch (settlement.kind) {
    case 'complete': {
      const { result, usage, searchText } = settlement;
      return { ...lease, status: 'COMPLETED', outcome: 'completed', result, usage, searchText };
    }
    case 'fail':
      return {
        ...lease,
        status: 'FAILED',
        outcome: 'failed',
        error: settlement.error,
        details: settlement.details,
        usage: settlement.usage,
        searchText: settlement.error.message,
      };
    case 'retry':
      return {
        ...lease,
        status: 'PENDING',
        outcome: 'failed',
        error: settlement.error,
        details: settlement.details,
        usage: settlement.usage,
        delayMs: settlement.delayMs,
      };
    case 'cancel':
      return { ...lease, status: 'CANCELLED', outcome: 'cancelled' };
    case 'release':
      return { ...lease, status: 'PENDING', outcome: 'released', delayMs: 0 };
  }
}
