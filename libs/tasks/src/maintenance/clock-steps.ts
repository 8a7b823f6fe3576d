import { certainlyAheadMs } from '@app/persistence';

interface Look {
  readonly databaseMs: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Notices that the database's clock was set, or that the whole machine was asleep: by a monotonic clock of
 * ours, which neither moves.
 */
export class ClockSteps {
  private last: Look | null = null;

  /**
   * @param before the monotonic clock before the database was asked for its time, and `after` when it had
   *   answered
   * @returns by how many ms the database's clock has certainly gone further than ours since the look before;
   *   below 0: less far
   */
  since(databaseMs: number, before: number, after: number): number {
    const last = this.last;
    this.last = { databaseMs, before, after };
    return last
      ? certainlyAheadMs(databaseMs - last.databaseMs, before - last.after, after - last.before)
      : 0;
  }
}
