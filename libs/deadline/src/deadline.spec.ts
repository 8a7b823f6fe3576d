import { getEventListeners, once } from 'node:events';
import { Deadline } from './deadline.js';

const HOUR_MS = 3_600_000;

describe('Deadline', () => {
  it('aborts with a TimeoutError when its time is over', async () => {
    const { signal } = new Deadline(1);
    await once(signal, 'abort');
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    [
      'that aborts',
      (other: AbortController) => (
        new Deadline(HOUR_MS, [new AbortController().signal, other.signal]),
        other
      ),
    ],
    ['that has aborted', (other: AbortController) => (other.abort('away'), other)],
  ])('aborts with another signal %s, for its reason', (_, prepare) => {
    const other = prepare(new AbortController());
    const { signal } = new Deadline(HOUR_MS, [other.signal]);
    other.abort('away');
    expect([signal.aborted, signal.reason]).toEqual([true, 'away']);
  });

  it('leaves nothing behind once it was stopped or is over', () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const other = new AbortController();
    const stopped = new Deadline(HOUR_MS, [other.signal]);
    stopped.stop();
    expect(getEventListeners(other.signal, 'abort')).toEqual([]);
    other.abort();
    expect(stopped.signal.aborted).toBe(false);
    expect(timers()).toBe(before);
  });
});
