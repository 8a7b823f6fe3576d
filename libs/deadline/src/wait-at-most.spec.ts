import { waitAtMost } from './wait-at-most.js';

const NEVER = new Promise<never>(() => undefined);

it('waits for the work, and leaves no timer behind', async () => {
  let ended = false;
  const work = new Promise<void>((resolve) => {
    setImmediate(() => {
      ended = true;
      resolve();
    });
  });
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  await waitAtMost(60_000, work);
  expect(ended).toBe(true);
  expect(timers()).toBe(before);
});

it('waits no longer than it may', async () => expect(await waitAtMost(1, NEVER)).toBeUndefined());

it('fails as the work does', async () => {
  await expect(waitAtMost(60_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});
