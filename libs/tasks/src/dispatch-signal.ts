import { Injectable } from '@nestjs/common';

/** Says in this process that a queue may have work for the broker: the Dispatcher listens. A hint, nothing is lost without it. */
@Injectable()
export class DispatchSignal {
  private hear: (queue: string, reason: 'due' | 'room') => void = () => undefined;

  onSignal(hear: (queue: string, reason: 'due' | 'room') => void): void {
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
}
