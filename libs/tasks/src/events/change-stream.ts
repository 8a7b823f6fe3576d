import type { StoredChange } from '@app/persistence';
import { idOfRow, rowSeenAt } from './event-ids.js';
import type { EventSink } from './stream-event.js';

/** How one reader stands in the changes of all tasks. */
export class ChangeStream {
  closed = false;
  private seen: number | null;

  /** @param afterId the last id that the reader has seen; null where it has seen none and wants what comes */
  constructor(
    afterId: number | null,
    private readonly sink: EventSink,
  ) {
    this.seen = afterId === null ? null : rowSeenAt(afterId);
  }

  get isReady(): boolean {
    return this.sink.isReady;
  }

  /** The last row that was sent or passed. */
  get position(): number {
    return this.seen ?? 0;
  }

  /** Where a new reader begins. */
  startAt(rowId: number): void {
    this.seen ??= rowId;
  }

  /** The reader has seen a row that there never was: it begins anew. */
  restartAt(rowId: number): void {
    this.seen = rowId;
    this.sink.send({ id: idOfRow(rowId), event: 'reset', data: '{}' });
  }

  /** Sends changes until the reader has enough. @param upTo what it has seen when all were sent @returns whether all were */
  take(changes: readonly StoredChange[], upTo: number | null): boolean {
    for (const { id, event, data } of changes) {
      if (!this.sink.isReady) return false;
      this.sink.send({ id: idOfRow(id), event, data });
      this.seen = id;
    }
    this.seen = Math.max(this.position, upTo ?? 0);
    return true;
  }

  close(): void {
    this.closed = true;
    this.sink.close();
  }
}
