import { Inject, Injectable } from '@nestjs/common';
import { untilFree } from '@app/deadline';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import type { Busy, Lease, Settled, Settlement } from '@app/persistence';
import { settlementBatcher } from '../engine/settlement-batcher.js';
import { TaskEngine } from '../engine/task-engine.js';
import { retryUntil } from './retry-until.js';

/**
 * Settles for this worker: calls that come together go in one statement, and a database that is away is
 * waited for.
 */
@Injectable()
export class TaskLedger {
  private readonly givingUp = new AbortController();
  private readonly outage = new RateLimited(5_000);
  private readonly settlements: ReturnType<typeof settlementBatcher>;

  constructor(
    engine: TaskEngine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.settlements = settlementBatcher(engine);
  }

  /**
   * Null where the lease was lost and nothing was written. A row that somebody else holds is asked for again,
   * as a database that is away: its neighbours are settled meanwhile.
   */
  async settle(lease: Lease, settlement: Settlement): Promise<Settled> {
    const settle = (): Promise<Settled | Busy> =>
      this.untilDone('settle', (alone) => this.settlements.submit({ lease, settlement }, { alone }));
    const answer = await untilFree(settle, this.givingUp);
    if (answer === 'busy')
      throw new Error('The task could not be settled: its row was locked until the worker had to stop.');
    return answer;
  }

  /** After this every call is tried once more only. */
  giveUp(): void {
    this.givingUp.abort();
  }

  get hasGivenUp(): boolean {
    return this.givingUp.signal.aborted;
  }

  /** Does a write of a running task until it succeeds, or the worker gives up. */
  untilDone<Value>(call: string, work: (alone: boolean) => Promise<Value>): Promise<Value> {
    return retryUntil(work, this.givingUp.signal, (error) =>
      this.outage.run((suppressed) =>
        this.logger.error({ err: error, call, suppressed }, 'the database did not answer; trying again'),
      ),
    );
  }
}
