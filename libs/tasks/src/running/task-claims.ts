import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { untilFree } from '@app/deadline';
import {
  type Busy,
  type Claim,
  OutboxRepository,
  isRefusal,
  type ParkedDelivery,
  type Task,
  TaskRepository,
} from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { Batcher } from '../batching/batcher.js';
import { TaskTypeRegistry } from '../types/task-type.registry.js';
import { RunningTasks } from './running-tasks.js';
import { TaskLedger } from './task-ledger.js';
import { WorkerIdentity } from './worker-identity.js';

const GROUP = 200;

/** A row that is busy for longer is missed by the broker, and delivered again. */
const BUSY_LIMIT_MS = 400;

interface AskedClaim extends Claim {
  /** It was asked for before, and the answer was lost. */
  readonly again: boolean;
}

/**
 * Claims tasks for this worker, and gives back what it may not run; calls that come together go in one
 * statement.
 */
@Injectable()
export class TaskClaims {
  private readonly options = { limit: GROUP, isPoisoned: isRefusal };
  private readonly claims = new Batcher<Claim, Task | null>((claims) => this.claimAll(claims), this.options);
  private readonly parking = new Batcher<ParkedDelivery, Busy | null>(
    (parked) => this.parkAll(parked),
    this.options,
  );

  constructor(
    private readonly engine: TaskEngine,
    private readonly tasks: TaskRepository,
    private readonly outbox: OutboxRepository,
    private readonly types: TaskTypeRegistry,
    private readonly worker: WorkerIdentity,
    private readonly ledger: TaskLedger,
    private readonly running: RunningTasks,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Null where this worker may not run it: it ended or runs elsewhere, its queue is paused or full, or its
   * type is not known here. The delivery is then given back.
   */
  async claim(delivered: ParkedDelivery): Promise<Task | null> {
    const claim = { ...delivered, token: randomUUID() };
    return this.running.whileClaiming({ id: claim.id, leaseToken: claim.token }, () =>
      this.untilAnswered(claim),
    );
  }

  /** Gives a delivery back that this worker does not run; one that is stale changes nothing. */
  async park(delivered: ParkedDelivery): Promise<void> {
    await this.ledger.untilDone('park', (alone) => this.parking.submit(delivered, { alone }));
  }

  private async untilAnswered(claim: Claim): Promise<Task | null> {
    let asked = 0;
    const ask = (alone: boolean): Promise<Task | Busy | null> =>
      this.ask({ ...claim, again: (asked += 1) > 1 }, alone);
    const claimed = await untilFree(() => this.ledger.untilDone('claim', ask), { limitMs: BUSY_LIMIT_MS });
    return claimed === 'busy' ? null : claimed;
  }

  private async ask({ again, ...claim }: AskedClaim, alone: boolean): Promise<Task | Busy | null> {
    const claimed = await this.claims.submit(claim, { alone });
    if (claimed) return claimed;
    if ((await this.parking.submit(claim, { alone })) === 'busy') return 'busy';
    return again ? this.claimedBefore(claim) : null;
  }

  /** The row has moved on: perhaps to this worker, by the claim whose answer was lost. */
  private async claimedBefore(claim: Claim): Promise<Task | null> {
    const task = await this.engine.claimedBefore(claim);
    if (!task) return null;
    const [state] = await this.tasks.heartbeat(
      [{ id: claim.id, leaseToken: claim.token }],
      this.configuration.leaseMs,
    );
    return state === 'lost' ? null : task;
  }

  private async claimAll(claims: Claim[]): Promise<(Task | null)[]> {
    const { leaseMs } = this.configuration;
    const claimed = await this.engine.claim(claims, {
      workerId: this.worker.id,
      types: this.types.names(),
      leaseMs,
    });
    const byToken = new Map(claimed.map((task) => [task.leaseToken, task]));
    return claims.map(({ token }) => byToken.get(token) ?? null);
  }

  private async parkAll(parked: ParkedDelivery[]): Promise<(Busy | null)[]> {
    const busy = await this.outbox.park(parked, this.types.names());
    return parked.map((one) => (busy.includes(one) ? 'busy' : null));
  }
}
