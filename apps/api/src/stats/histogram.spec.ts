import { Histogram } from './histogram.js';

/** As the database does it. */
const bucketOf = (ms: number): number => Math.max(0, Math.ceil(Math.log(Math.max(ms, 1)) / Math.log(1.2)));

describe('Histogram', () => {
  it('knows nothing of nothing', () =>
    expect(new Histogram().percentiles()).toEqual({ p50: null, p95: null, p99: null }));

  it.each([
    ['small and even', Array.from({ length: 1000 }, (_, n) => n + 1)],
    ['over days', Array.from({ length: 500 }, (_, n) => 1.03 ** n)],
  ])('finds percentiles that are right to a tenth, %s', (_, durations) => {
    const histogram = new Histogram();
    for (const ms of durations) histogram.add(bucketOf(ms), 1);
    const { p50, p95, p99 } = histogram.percentiles();
    for (const [found, share] of [
      [p50, 0.5],
      [p95, 0.95],
      [p99, 0.99],
    ] as const) {
      const real = durations[Math.floor(share * durations.length)] as number;
      expect(Math.abs((found as number) - real) / real).toBeLessThan(0.1);
    }
  });
});
