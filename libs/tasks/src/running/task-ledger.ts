import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import {
  type Delivery,
  DispatchRepository,
  isDataError,
  type Lease,
  type Settled,
  type Settlement,
  type Task,
  TaskRepository,
} from '@app/persistence';
import { EventBell } from '../events/event-bell.js';
import { GroupCommit } from '../group-commit.js';
import { patiently } from './patience.js';
import { WorkerIdentity } from './worker-identity.js';

const GROUP = 200;

/** Of one statement that settles, in bytes: a result or two at the usual limit, or hundreds of common ones. */
const MOST_SETTLED = 8 * 1024 * 1024;

type ParkedDelivery = Pick<Delivery, 'id' | 'delivery'>;

/** Claims and settles for this worker: calls that come together go in one statement, and a database that is away is waited for. */
@Injectable()
export class TaskLedger {
  private readonly givingUp = new AbortController();
  private readonly outage = new RateLimited(5_000);
  private readonly options = { limit: GROUP, isPoisoned: isDataError };
  private readonly claims = new GroupCommit<string, Task | null>((ids) => this.claimAll(ids), this.options);
  private readonly settlements = new GroupCommit<{ lease: Lease; settlement: Settlement }, Settled>((said) => this.settleAll(said), {
    ...this.options,
    weight: { of: ({ settlement }) => weightOf(settlement), most: MOST_SETTLED },
  });
  private readonly parking = new GroupCommit<ParkedDelivery, void>((parked) => this.parkAll(parked), this.options);

  constructor(
    private readonly tasks: TaskRepository,
    private readonly outbox: DispatchRepository,
    private readonly worker: WorkerIdentity,
    private readonly bell: EventBell,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Null where there is nothing to claim: the task ended or runs elsewhere, or its queue is paused or full. */
  claim(taskId: string): Promise<Task | null> {
    return this.untilDone('claim', (alone) => this.claims.submit(taskId, { alone }));
  }

  /** Gives a delivery back that this worker may not run; one that is stale changes nothing. */
  park(delivered: ParkedDelivery): Promise<void> {
    return this.untilDone('park', (alone) => this.parking.submit(delivered, { alone }));
  }

  /** Null where the lease was lost and nothing was written. */
  settle(lease: Lease, settlement: Settlement): Promise<Settled> {
    return this.untilDone('settle', (alone) => this.settlements.submit({ lease, settlement }, { alone }));
  }

  /** After this every call is tried once more only. */
  giveUp(): void {
    this.givingUp.abort();
  }

  /** Does a write of a running task until it succeeds, or the worker gives up. */
  untilDone<Value>(call: string, work: (alone: boolean) => Promise<Value>): Promise<Value> {
    return patiently(work, this.givingUp.signal, (error) =>
      this.outage.run((suppressed) => this.logger.error({ err: error, call, suppressed }, 'the database did not answer; trying again')),
    );
  }

  private async claimAll(ids: string[]): Promise<(Task | null)[]> {
    const claimed = await this.tasks.claim(ids, this.worker.id, this.configuration.leaseMs);
    this.bell.ring(claimed.map(({ id }) => id));
    const byId = new Map(claimed.map((task) => [task.id, task]));
    return ids.map((id) => {
      const task = byId.get(id) ?? null;
      byId.delete(id); // two deliveries of one task in a group: one of them gets it
      return task;
    });
  }

  private async settleAll(said: { lease: Lease; settlement: Settlement }[]): Promise<Settled[]> {
    const settled = await this.tasks.settle(said);
    this.bell.ring(said.map(({ lease }) => lease.id));
    return settled;
  }

  private async parkAll(parked: ParkedDelivery[]): Promise<void[]> {
    await this.outbox.park(parked);
    return parked.map(() => undefined);
  }
}

/** About what it takes in the statement; only results are large. */
function weightOf(settlement: Settlement): number {
  return settlement.kind === 'complete' ? (settlement.size ?? 0) : 0;
}
