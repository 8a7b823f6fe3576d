import { ClockSteps } from './clock-steps.js';

describe('ClockSteps', () => {
  const HOUR = 3_600_000;
  const LOOKS: [string, number, number, number, number][] = [
    ['nothing at the first look', 1_000, 0, 10, 0],
    ['nothing while both clocks go alike', 3_000, 2_000, 2_010, 0],
    ['nothing where the answer was slow, and the time in between is not known', 9_000, 4_000, 9_500, 0],
    ['a step forward, at least by what is certain', 11_000 + HOUR, 10_000, 10_010, HOUR - 4_010],
    ['nothing after that', 13_000 + HOUR, 12_000, 12_010, 0],
    ['a step back', 15_000, 14_000, 14_010, -HOUR + 10],
  ];

  it.each(LOOKS)('finds %s', (name) => {
    const steps = new ClockSteps();
    for (const [what, databaseMs, before, after, step] of LOOKS) {
      expect([what, steps.since(databaseMs, before, after)]).toEqual([what, step]);
      if (what === name) return; // each is found after those before it
    }
  });
});
