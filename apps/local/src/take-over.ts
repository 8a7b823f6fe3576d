import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { SUCCESSION } from '@app/observability';

/** How long the old process may take to let go of its port; it does that at once. */
const LET_GO_LIMIT_MS = 5_000;

/**
 * Lets a new process take the place of the one that runs, which then finishes what it does and ends. Where
 * the new one cannot start, the old one goes on.
 * @param isWanted whether the new one still is; a later one may have taken its place
 * @returns whether it has taken over
 */
export async function takeOver(
  old: ChildProcess,
  successor: ChildProcess,
  isWanted: () => boolean,
): Promise<boolean> {
  tell(old, SUCCESSION.takeNoMore);
  const isReady = await says(successor, SUCCESSION.ready);
  if (!isWanted()) return false;
  if (!isReady) {
    tell(old, SUCCESSION.takeAgain);
    return false;
  }
  const free = says(old, SUCCESSION.hasLetGo);
  tell(old, SUCCESSION.letGo);
  await Promise.race([free, delay(LET_GO_LIMIT_MS)]);
  tell(successor, SUCCESSION.goOn);
  return true;
}

function tell(child: ChildProcess, message: string): void {
  if (child.connected) child.send(message, () => undefined); // it may end at this moment
}

/** Whether a process says something before it ends. */
function says(child: ChildProcess, wanted: string): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const hear = (message: unknown): void => void (message === wanted && end(true));
    const exit = (): void => end(false);
    const end = (said: boolean): void => {
      child.off('message', hear).off('exit', exit);
      resolve(said);
    };
    child.on('message', hear).once('exit', exit);
  });
}
