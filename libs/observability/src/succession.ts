import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * How a process takes the place of another one of its part, told by whoever keeps both (apps/local): the old
 * one takes no more work, the new one loads what is the user's and says that it is ready, the old one lets go
 * of its port and finishes what it runs, and the new one goes on from there.
 */
export const SUCCESSION = {
  takeNoMore: 'take no more',
  takeAgain: 'take again',
  ready: 'ready to take over',
  letGo: 'let go',
  hasLetGo: 'has let go',
  goOn: 'go on',
} as const;

/** Set by the keeper for a process that is to wait for its turn; no setting of users. */
export const TAKES_OVER = 'TASK_RUNNER_TAKES_OVER';

/** What a process does with its work when it is told to. */
export interface WorkOrders {
  readonly takeNoMore: () => Promise<void>;
  readonly takeAgain: () => Promise<void>;
}

/** Says that this process is ready to listen, and waits until the one before has let go. */
export async function awaitTurn(): Promise<void> {
  if (!process.env[TAKES_OVER] || !process.send) return;
  const turn = heard(SUCCESSION.goOn);
  process.send(SUCCESSION.ready);
  await turn;
}

/** Tells the keeper what it may want to know; does nothing in a process that was started alone. */
export function tellKeeper(message: object): void {
  process.send?.(message);
}

/** Does what the keeper says, to the end of this process. @param server what it listens with */
export function obeyKeeper(server: Server, orders: WorkOrders | null): void {
  if (!process.send) return;
  process.on('message', (order) => {
    if (order === SUCCESSION.takeNoMore) void orders?.takeNoMore();
    if (order === SUCCESSION.takeAgain) void orders?.takeAgain();
    if (order === SUCCESSION.letGo) letGo(server);
  });
  process.channel?.unref(); // a listener holds the event loop
}

function letGo(server: Server): void {
  server.close(); // stops listening at once; what is in hand is answered
  process.send?.(SUCCESSION.hasLetGo);
  process.kill(process.pid, 'SIGTERM');
}

async function heard(wanted: string): Promise<void> {
  for (;;) {
    const [message] = (await once(process, 'message')) as [unknown];
    if (message === wanted) return;
  }
}
