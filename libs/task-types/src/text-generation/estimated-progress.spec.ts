import { EstimatedProgress } from './estimated-progress.js';

describe('EstimatedProgress', () => {
  it('counts words, also those that come in pieces', () => {
    const progress = new EstimatedProgress();
    for (const piece of ['Hel', 'lo', ' there,', ' 世界 ', '']) progress.add(piece);
    expect(progress.message).toBe('3 words');
  });

  it('grows with every word and never reaches the end by itself', () => {
    const progress = new EstimatedProgress();
    const seen = Array.from({ length: 500 }, () => (progress.add('word '), progress.percent));
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.at(-1)).toBeLessThan(100);
    expect(seen[0]).toBeGreaterThan(0);
  });
});
