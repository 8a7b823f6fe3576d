import { Injectable } from '@nestjs/common';

/**
 * A task became due; one left the broker, whose window has room again; one stopped running, and its queue may
 * start the next.
 */
export type DispatchReason = 'due' | 'room' | 'ended';

/**
 * Says in this process that a queue may have work for the broker: the Dispatcher listens. A hint, nothing is
 * lost without it.
 */
@Injectable()
export class DispatchSignal {
  private hear: (queue: string, reason: DispatchReason) => void = () => undefined;

  onSignal(hear: (queue: string, reason: DispatchReason) => void): void {
    this.hear = hear;
  }

  signal(queue: string, reason: DispatchReason): void {
    this.hear(queue, reason);
  }
}
