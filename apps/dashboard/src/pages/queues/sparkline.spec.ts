import { describe, expect, it } from '@jest/globals';
import { sparklinePaths } from './sparkline';

describe('the line of a queue', () => {
  it('goes in steps, each as high as its value', () =>
    expect(sparklinePaths([0, 4]).line).toBe('M0 43H50L50 2H100'));

  it('has a gap where there is no value', () => {
    const { line, area } = sparklinePaths([1, null, 1, 1]);
    expect(line).toBe('M0 2H25M50 2H75L75 2H100');
    expect(area).not.toContain('M25');
  });

  it('is nothing of nothing', () => expect(sparklinePaths([null, null])).toEqual({ line: '', area: '' }));
});
