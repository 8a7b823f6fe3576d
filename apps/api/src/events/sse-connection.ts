import type { ServerResponse } from 'node:http';
import type { Task } from '@app/persistence';
import { type EventSink, NOTHING_WAITS, type OpenStream, type StreamEvent, taskJson } from '@app/tasks';

/** What may wait in a connection before nothing more is read for it. */
const MAX_BUFFERED_BYTES = 64 * 1024;
/** How long a client whose connection was closed here may take to fetch the rest. */
const LINGER_MS = 5_000;

const ends = new WeakMap<Task, Buffer>();

/** A task may have megabytes, and any number of readers: they share the bytes, which no socket copies. */
function endOf(task: Task): Buffer {
  const known = ends.get(task) ?? Buffer.from(JSON.stringify(taskJson(task, NOTHING_WAITS)));
  ends.set(task, known);
  return known;
}

/** A client of an event stream: Server-Sent Events over a response. */
export class SseConnection implements EventSink {
  private stream: OpenStream | null = null;
  private isClosed = false;

  /**
   * @param stuckMs a client that takes nothing of what waits for so long is dropped; one that takes it slowly
   *   is not
   */
  constructor(
    private readonly response: ServerResponse,
    stuckMs: number,
  ) {
    response.on('drain', () => this.stream?.goOn()).on('close', () => this.closed());
    response.setTimeout(stuckMs, () => this.dropStuck());
  }

  /** Whom to tell when the client has taken what was sent, or went away. */
  feedFrom(stream: OpenStream): void {
    this.stream = stream;
    if (this.isClosed) stream.leave();
  }

  get isReady(): boolean {
    return !this.isClosed && this.response.writableLength < MAX_BUFFERED_BYTES;
  }

  send(event: StreamEvent): void {
    if (event.event !== 'end')
      return this.write(`id: ${event.id}\nevent: ${event.event}\ndata: ${event.data}\n\n`);
    this.write(`id: ${event.id}\nevent: end\ndata: `);
    this.write(endOf(event.task));
    this.write('\n\n');
  }

  comment(text: string): void {
    this.write(`: ${text}\n\n`);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.response.end();
    setTimeout(() => this.response.destroy(), LINGER_MS).unref();
  }

  private write(piece: string | Buffer): void {
    if (!this.isClosed) this.response.write(piece);
  }

  private dropStuck(): void {
    if (this.response.writableLength === 0) return; // it has taken all there was
    this.comment('dropped: the events were not read; resume with Last-Event-ID');
    this.stream?.leave();
    this.close();
  }

  private closed(): void {
    this.isClosed = true;
    this.stream?.leave();
  }
}
