import { ProcessLoad } from './process-load.js';

it('measures the memory, and the CPU since the last look', () => {
  const load = new ProcessLoad();
  for (const until = performance.now() + 60; performance.now() < until;); // busy
  const busy = load.measure();
  expect(busy.memoryBytes).toBeGreaterThan(10_000_000);
  expect(busy.cpuRatio).toBeGreaterThan(0.05);
  expect(load.measure().cpuRatio).toBeLessThan(100);
});
