import type { StoredChange, TaskEventRepository } from '@app/persistence';
import { type ChangeHorizon, LATE } from './change-horizon.js';
import type { Arrival, ChangeStream } from './change-stream.js';

/**
 * Where new readers of the changes of all tasks begin: they get what is committed from now on, and nothing
 * that is stored. That is what comes after the last id there is, and what was being written just then with
 * lower ids.
 */
export class ChangeArrivals {
  constructor(
    private readonly events: Pick<TaskEventRepository, 'lastId' | 'writers' | 'changesBy'>,
    private readonly horizon: Pick<ChangeHorizon, 'isSlow'>,
  ) {}

  /**
   * A reader comes now. Asked in this order, as in the horizon: whoever took a lower id is among the writers,
   * or has committed.
   */
  async now(): Promise<Arrival> {
    const lastId = await this.events.lastId();
    return { lastId, writers: await this.events.writers() };
  }

  /**
   * @param upTo where the horizon is: those who wrote when a reader came have ended when it is there, or they
   *   will be late
   */
  async begin(fresh: readonly ChangeStream[], upTo: number): Promise<void> {
    const begun = new Map<Arrival, StoredChange[]>();
    for (const stream of fresh) {
      const { arrival } = stream;
      if (!arrival || arrival.lastId > upTo) continue;
      const changes = begun.get(arrival) ?? (await this.writtenAt(arrival));
      begun.set(arrival, changes);
      if (changes.length < LATE.most) stream.begin(arrival.lastId, changes);
      else stream.restartAt(arrival.lastId);
    }
  }

  private async writtenAt({ lastId, writers }: Arrival): Promise<StoredChange[]> {
    const xids = [...writers].filter(([writer]) => !this.horizon.isSlow(writer)).flatMap(([, own]) => own);
    return xids.length > 0 ? this.events.changesBy(xids, lastId - LATE.range, lastId, LATE.most) : [];
  }
}
