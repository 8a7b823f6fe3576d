import type { ServerResponse } from 'node:http';
import { type EventSink, NOTHING_WAITS, type OpenStream, type StreamEvent, taskJson } from '@app/tasks';

/** What may wait in a connection before nothing more is read for it. */
const MAX_BUFFERED_BYTES = 64 * 1024;
/** How long a client whose connection was closed here may take to fetch the rest. */
const LINGER_MS = 5_000;

/** A client of an event stream: Server-Sent Events over a response. */
export class SseConnection implements EventSink {
  private stream: OpenStream | null = null;
  private isClosed = false;

  /** @param stuckMs a client that takes nothing of what waits for so long is dropped; one that takes it slowly is not */
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
    const data = event.event === 'end' ? JSON.stringify(taskJson(event.task, NOTHING_WAITS)) : event.data;
    this.write(`id: ${event.id}\nevent: ${event.event}\ndata: ${data}\n\n`);
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

  private write(text: string): void {
    if (!this.isClosed) this.response.write(text);
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
