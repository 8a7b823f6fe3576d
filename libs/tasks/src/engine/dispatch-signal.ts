import { Injectable } from '@nestjs/common';

/**
 * A task became due; one left the broker, whose window has room again; one stopped running, and its queue may
 * start the next.
 */
export type DispatchReason = 'due' | 'room' | 'ended';

type Hear = (queue: string, reason: DispatchReason) => void;

/**
 * Says in this process that a queue may have work: for the broker, for which the Dispatcher listens, or for
 * workers over HTTP. A hint, nothing is lost without it.
 */
@Injectable()
export class DispatchSignal {
  private readonly listeners: Hear[] = [];

  onSignal(hear: Hear): void {
    this.listeners.push(hear);
  }

  signal(queue: string, reason: DispatchReason): void {
    for (const hear of this.listeners) hear(queue, reason);
  }
}
