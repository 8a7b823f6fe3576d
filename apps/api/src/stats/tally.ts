import type { Durations, Happenings, Percentiles } from '@app/persistence';
import { Histogram } from './histogram.js';

export interface Counts {
  accepted: number;
  completed: number;
  failed: number;
  cancelled: number;
}

const FIELDS = {
  ACCEPTED: 'accepted',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;

/** What happened to some tasks: in a step, of a type, or to all. */
export class Tally {
  readonly counts: Counts = { accepted: 0, completed: 0, failed: 0, cancelled: 0 };
  private readonly durations = { wait: new Histogram(), run: new Histogram() };

  count({ happening, tasks }: Happenings): void {
    this.counts[FIELDS[happening]] += tasks;
  }

  measure({ kind, bucket, tasks }: Durations): void {
    this.durations[kind].add(bucket, tasks);
  }

  /** COMPLETED of all that ended by themselves; null where none did. */
  get successRatio(): number | null {
    const { completed, failed } = this.counts;
    return completed + failed > 0 ? Math.round((completed / (completed + failed)) * 10_000) / 10_000 : null;
  }

  get percentiles(): { readonly waitMs: Percentiles; readonly runMs: Percentiles } {
    return { waitMs: this.durations.wait.percentiles(), runMs: this.durations.run.percentiles() };
  }
}

/** Tallies by a key, made as they are needed. */
export class Tallies<Key> {
  private readonly byKey = new Map<Key, Tally>();

  of(key: Key): Tally {
    const tally = this.byKey.get(key) ?? new Tally();
    this.byKey.set(key, tally);
    return tally;
  }

  entries(): [Key, Tally][] {
    return [...this.byKey];
  }
}
