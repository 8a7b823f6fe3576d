import { Injectable } from '@nestjs/common';

export type DispatchReason = 'due' | 'room' | 'ended';

/** Says in this process that a queue may have work for the broker: the Dispatcher listens. A hint, nothing is lost without it. */
@Injectable()
export class DispatchSignal {
  private hear: (queue: string, reason: DispatchReason) => void = () => undefined;

  onSignal(hear: (queue: string, reason: DispatchReason) => void): void {
    this.hear = hear;
  }

  /** A task of the queue became due. */
  due(queue: string): void {
    this.hear(queue, 'due');
  }

  /** A task of the queue left the broker: the window has room again. */
  room(queue: string): void {
    this.hear(queue, 'room');
  }
  /** A task of the queue stopped running: one with a total concurrency may start the next. */
  ended(queue: string): void {
    this.hear(queue, 'ended');
  }
}
