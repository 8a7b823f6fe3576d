import { demandOf } from './demand.js';

describe('the demand of a queue', () => {
  it.each([
    ['nothing', { waiting: 0, active: 0 }, undefined, 0],
    ['what runs and what waits', { waiting: 30, active: 7 }, undefined, 37],
    ['what runs, while it is paused', { waiting: 30, active: 7 }, { paused: true, concurrency: null }, 7],
    ['no more than its limit', { waiting: 30, active: 7 }, { paused: false, concurrency: 10 }, 10],
    ['what runs beyond a new limit', { waiting: 30, active: 7 }, { paused: false, concurrency: 2 }, 7],
    ['less than its limit', { waiting: 1, active: 2 }, { paused: false, concurrency: 10 }, 3],
  ])('is %s', (_, counts, settings, expected) => expect(demandOf(counts, settings)).toBe(expected));
});
