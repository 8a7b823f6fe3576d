import { describe, expect, it } from '@jest/globals';
import { workerLabel } from './worker-label';

describe('the label of a worker', () => {
  it.each([
    [{ name: null, host: 'box', pid: 7 }, 'box:7'],
    [{ name: 'resizer', host: 'box', pid: 7 }, 'resizer · box:7'],
    [{ name: 'resizer', host: 'box', pid: null }, 'resizer · box'],
    [{ name: 'resizer', host: 'resizer', pid: null }, 'resizer'],
  ])('%j: %s', (worker, label) => expect(workerLabel(worker)).toBe(label));
});
