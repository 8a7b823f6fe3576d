import { setMaxListeners } from 'node:events';

/**
 * A signal that aborts when its time is over, or with one of other signals, whichever comes first. It is to
 * be stopped when what it limits has ended.
 *
 * On Node 20 the garbage collector may take the timer of AbortSignal.timeout under AbortSignal.any, and the
 * limit with it (nodejs/node 57736). Here a timer of the process and the listeners hold all that is needed; a
 * lint rule forbids the others.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly follow = ({ target }: Event): void => this.abort((target as AbortSignal).reason);

  /** @param limitMs after which the signal aborts with a TimeoutError, as that of AbortSignal.timeout does */
  constructor(
    limitMs: number,
    private readonly others: readonly AbortSignal[] = [],
  ) {
    this.timer = setTimeout(
      () => this.abort(new DOMException(`The limit of ${limitMs} ms is over.`, 'TimeoutError')),
      limitMs,
    );
    for (const other of others) {
      setMaxListeners(0, other); // any number of deadlines may end with one process or one task
      other.addEventListener('abort', this.follow, { once: true });
    }
    const over = others.find(({ aborted }) => aborted);
    if (over) this.abort(over.reason);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends the timer and listens no longer; the signal then stays as it is. */
  stop(): void {
    clearTimeout(this.timer);
    for (const other of this.others) other.removeEventListener('abort', this.follow);
  }

  private abort(reason: unknown): void {
    this.stop();
    this.controller.abort(reason);
  }
}
