import type { Percentiles } from '@app/persistence';

/** Bucket b holds what is longer than GROWTH^(b-1) ms and at most GROWTH^b ms, as the database counts it. */
const GROWTH = 1.2;

/** How many durations are in which bucket. */
export class Histogram {
  private readonly buckets = new Map<number, number>();
  private total = 0;

  add(bucket: number, count: number): void {
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + count);
    this.total += count;
  }

  /** In milliseconds, right to a tenth; null where nothing was counted. */
  percentiles(): Percentiles {
    return { p50: this.percentile(0.5), p95: this.percentile(0.95), p99: this.percentile(0.99) };
  }

  private percentile(share: number): number | null {
    if (this.total === 0) return null;
    let left = share * this.total;
    for (const [bucket, count] of [...this.buckets].sort(([one], [other]) => one - other)) {
      if (count >= left) return valueIn(bucket, left / count);
      left -= count;
    }
    // the parts did not add up to the total by a rounding
    return valueIn(Math.max(...this.buckets.keys()), 1);
  }
}

function valueIn(bucket: number, share: number): number {
  const lower = bucket === 0 ? 0 : GROWTH ** (bucket - 1);
  return Math.round(lower + (GROWTH ** bucket - lower) * share);
}
