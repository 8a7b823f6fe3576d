import { describe, expect, it } from '@jest/globals';
import { ProcessLoad } from './process-load.js';

describe('ProcessLoad', () => {
  it('measures memory, and the share of a core that was used since the last question', () => {
    const load = new ProcessLoad();
    for (const end = performance.now() + 200; performance.now() < end;);
    const { memoryBytes, cpuRatio } = load.measure();
    expect(memoryBytes).toBeGreaterThan(10 * 1024 ** 2);
    expect(cpuRatio).toBeGreaterThan(0.05);
    expect(Number.isFinite(load.measure().cpuRatio)).toBe(true);
  });
});
