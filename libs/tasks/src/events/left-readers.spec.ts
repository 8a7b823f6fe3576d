import { ChangeStream } from './change-stream.js';
import type { EventSink, StreamEvent } from './stream-event.js';
import { TaskStream } from './task-stream.js';

class Reader implements EventSink {
  readonly sent: StreamEvent[] = [];
  readonly isReady = true;
  send(event: StreamEvent): void {
    this.sent.push(event);
  }
  close(): void {
    // nothing of its own
  }
}

/** It left while its page was read. */
describe('a reader that has left', () => {
  const place = { taskId: 'one', afterId: 0, endedAt: null, isOver: false, voidAttempt: null };
  const event = { id: 7, taskId: 'one', event: 'progress', data: '{}' } as const;

  it('gets no changes any more', () => {
    const reader = new Reader();
    const stream = new ChangeStream(0, reader);
    stream.close();
    expect(stream.take([event], 7)).toBe(false);
    stream.takeLate([{ ...event, id: 0 }]);
    stream.restartAt(9);
    expect(reader.sent).toEqual([]);
  });

  it('gets no events of its task any more', () => {
    const reader = new Reader();
    const stream = new TaskStream(place, reader);
    stream.close();
    expect(stream.take([event])).toBe(false);
    expect(reader.sent).toEqual([]);
  });
});
