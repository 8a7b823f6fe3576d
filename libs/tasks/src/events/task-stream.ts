import { hasEnded, type StoredEvent, type Task, type TaskStatus } from '@app/persistence';
import { FIRST_ID, idAfterRow, idBeforeRow, idOfRow, rowSeenAt } from './event-ids.js';
import type { EventSink, StreamEvent } from './stream-event.js';

/** Where the stream of one reader begins. */
export interface StreamPlace {
  readonly taskId: string;
  /** The last id that the reader has seen; 0 for a new reader. */
  readonly afterId: number;
  /** The row in which the task ended; null while it lives. */
  readonly endedAt: number | null;
  /** Whether the reader has seen the end: there is nothing to stream. */
  readonly isOver: boolean;
  /**
   * Set where the reader has seen an event that this task never had: the database was restored, or the reader
   * comes from another server. All it has is void, up to this attempt.
   */
  readonly voidAttempt: number | null;
}

/** How one reader stands in the events of one task, and what each stored event is to it. */
export class TaskStream {
  readonly taskId: string;
  /** The last row that was sent. */
  position: number;
  closed = false;
  private lastId: number;
  /** The row of the last status that was an end. */
  private endedAt: number | null;
  /** Whether the reader has the text of this attempt from its beginning, and how much of it. */
  private text: 'none' | 'some' | 'unknown';

  constructor(
    { taskId, afterId, endedAt, voidAttempt }: StreamPlace,
    private readonly sink: EventSink,
  ) {
    this.taskId = taskId;
    this.lastId = afterId;
    this.position = rowSeenAt(afterId);
    this.endedAt = endedAt;
    this.text = afterId === 0 ? 'none' : 'unknown';
    if (voidAttempt !== null)
      this.send({ id: FIRST_ID, event: 'reset', data: JSON.stringify({ attempt: voidAttempt }) });
  }

  get isReady(): boolean {
    return !this.closed && this.sink.isReady;
  }

  /** Whether nothing may follow but the end. */
  get isAtEnd(): boolean {
    return this.position === this.endedAt;
  }

  /** Sends events in the order of their rows until the reader has enough. @returns whether all were sent */
  take(events: readonly StoredEvent[]): boolean {
    for (const event of events) {
      if (!this.isReady) return false;
      this.sendRow(event);
      this.position = event.id;
    }
    return true;
  }

  end(task: Task): void {
    this.send({ id: idAfterRow(this.position), event: 'end', task });
    this.close();
  }

  close(): void {
    this.closed = true;
    this.sink.close();
  }

  private sendRow({ id, event, data }: StoredEvent): void {
    if (event === 'text') return this.sendWholeText(id, data);
    if (event === 'delta') this.text = 'some';
    if (event === 'reset') this.text = 'none';
    if (event === 'status') this.noteStatus(id, statusIn(data));
    this.send({ id: idOfRow(id), event, data });
  }

  private noteStatus(id: number, status: TaskStatus): void {
    if (status === 'PROCESSING') this.text = 'none';
    if (hasEnded(status)) this.endedAt = id;
  }

  /**
   * The pieces are gone, and with them the way to go on after one of them: a reader that had some starts
   * anew.
   */
  private sendWholeText(id: number, data: string): void {
    const { attempt, text } = JSON.parse(data) as { attempt: number; text: string };
    if (this.text !== 'none')
      this.send({ id: idBeforeRow(id), event: 'reset', data: JSON.stringify({ attempt }) });
    this.text = 'some';
    this.send({ id: idOfRow(id), event: 'delta', data: JSON.stringify({ text }) });
  }

  private send(event: StreamEvent): void {
    if (this.closed || event.id <= this.lastId) return; // the reader has left, or has seen it
    this.lastId = event.id;
    this.sink.send(event);
  }
}

function statusIn(data: string): TaskStatus {
  return (JSON.parse(data) as { status: TaskStatus }).status;
}
