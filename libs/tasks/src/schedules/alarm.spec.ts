import { Alarm } from './alarm.js';

/** Work that waits for the test, and asks for its next run in `pauseMs`. */
function alarmWith(pauseMs: number) {
  const ends: (() => void)[] = [];
  let begun: () => void = () => undefined;
  const alarm = new Alarm(() => {
    const run = new Promise<number>((resolve) => ends.push(() => resolve(pauseMs)));
    begun();
    return run;
  });
  const nextRun = () => new Promise<void>((resolve) => (begun = resolve));
  return { alarm, ends, nextRun };
}

describe('an alarm', () => {
  it('runs at once, then as its work asks', async () => {
    const { alarm, ends, nextRun } = alarmWith(1);
    alarm.start();
    expect(ends).toHaveLength(1);
    const second = nextRun();
    ends[0]?.();
    await second;
    ends[1]?.();
    await alarm.stop();
  });

  it('runs once more where it was woken during a run, however often', async () => {
    const { alarm, ends, nextRun } = alarmWith(60_000);
    alarm.start();
    alarm.wake();
    alarm.wake();
    const second = nextRun();
    ends[0]?.();
    await second;
    ends[1]?.();
    await alarm.stop();
    expect(ends).toHaveLength(2);
  });

  it('can be woken from a long pause, and at the very moment in which a run ends', async () => {
    const { alarm, ends, nextRun } = alarmWith(60_000);
    alarm.start();
    for (let index = 0; index < 20; index += 1) {
      const next = nextRun();
      ends[index]?.();
      for (let turn = 0; turn < index % 5; turn += 1) await Promise.resolve();
      alarm.wake();
      await next;
    }
    ends.at(-1)?.();
    await alarm.stop();
  });

  it('does nothing after its stop', async () => {
    const { alarm, ends } = alarmWith(1);
    alarm.start();
    const stopped = alarm.stop();
    ends[0]?.();
    await stopped;
    alarm.wake();
    expect(ends).toHaveLength(1);
  });
});
