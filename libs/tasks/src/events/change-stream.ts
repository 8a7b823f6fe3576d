import type { StoredChange, Writers } from '@app/persistence';
import { idAfterRow, idOfRow, rowSeenAt } from './event-ids.js';
import type { EventSink, StreamEvent } from './stream-event.js';

/** When a new reader came: the last id that had been taken, and who was writing. */
export interface Arrival {
  readonly lastId: number;
  readonly writers: Writers;
}

/** How one reader stands in the changes of all tasks. */
export class ChangeStream {
  closed = false;
  /** When it was looked last whether the reader is too far behind. */
  measuredAt = -Infinity;
  /** Of a new reader. */
  readonly arrival: Arrival | null;
  private seen: number | null;
  private lastSentId = 0;
  private hasMissed = false;

  /**
   * @param from the last id that the reader has seen; its arrival where it has seen none and wants what comes
   */
  constructor(
    from: number | Arrival,
    private readonly sink: EventSink,
  ) {
    const afterId = typeof from === 'number' ? from : null;
    this.arrival = typeof from === 'number' ? null : from;
    this.seen = afterId === null ? null : rowSeenAt(afterId);
    this.lastSentId = afterId ?? 0;
  }

  get isReady(): boolean {
    return !this.closed && this.sink.isReady;
  }

  /** Whether it is a new reader that has not begun. */
  get isNew(): boolean {
    return this.seen === null;
  }

  /** The last row that was sent or passed. */
  get position(): number {
    return this.seen ?? 0;
  }

  /** Whether something was late that the reader could not take: it has to begin anew. */
  get mustRestart(): boolean {
    return this.hasMissed;
  }

  /** Where a new reader begins, and what was committed since it came with a lower id. */
  begin(rowId: number, changes: readonly StoredChange[]): void {
    this.seen = rowId;
    for (const change of changes) this.send({ ...change, id: idOfRow(change.id) });
  }

  /**
   * The reader has seen a row that there never was, is too far behind, or has missed something: it begins
   * anew.
   */
  restartAt(rowId: number): void {
    this.seen = rowId;
    this.hasMissed = false;
    this.send({ id: idOfRow(rowId), event: 'reset', data: '{}' });
  }

  /**
   * Sends changes until the reader has enough.
   * @param upTo what it has seen when all were sent
   * @returns whether all were
   */
  take(changes: readonly StoredChange[], upTo: number | null): boolean {
    for (const { id, event, data } of changes) {
      if (!this.isReady) return false;
      this.send({ id: idOfRow(id), event, data });
      this.seen = id;
    }
    this.seen = Math.max(this.position, upTo ?? 0);
    return true;
  }

  /**
   * Sends changes that appeared behind the reader, under ids that let it resume where it is. Null: nobody
   * knows which.
   */
  takeLate(changes: readonly StoredChange[] | null): void {
    if (this.isNew) return;
    const passed = changes?.filter(({ id }) => id <= this.position) ?? [];
    if (changes === null || (passed.length > 0 && !this.sink.isReady)) this.hasMissed = true;
    else
      for (const { event, data } of passed)
        this.send({ id: Math.max(this.lastSentId, idAfterRow(this.position)), event, data });
  }

  close(): void {
    this.closed = true;
    this.sink.close();
  }

  private send(event: StreamEvent): void {
    if (this.closed) return; // while it was read
    this.lastSentId = event.id;
    this.sink.send(event);
  }
}
