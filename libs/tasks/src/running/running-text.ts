import type { TextAnswer, TextPiece } from '@app/persistence';
import type { RunningTask } from './running-task.js';

/** The text that a running task emits: what has not been written yet, and the piece that is being written. */
export class RunningText {
  private pending = '';
  private piece: TextPiece | null = null;
  private flush = 0;
  private isClosed = false;
  private isLost = false;

  constructor(readonly running: RunningTask) {}

  /** @param text what PostgreSQL cannot hold is taken out, piece by piece as out of a whole text */
  add(text: string): void {
    if (!this.isClosed && !this.isLost) this.pending += text.replaceAll('\0', '');
  }

  /** Nothing more comes: the rest can be written as it is. */
  close(): void {
    this.isClosed = true;
  }

  get hasMore(): boolean {
    return this.piece !== null || this.writableLength > 0;
  }

  /** The piece to write now. The same one again until its answer is known: a write that broke may have been committed. */
  next(): TextPiece {
    this.piece ??= { ...this.running.lease, flush: (this.flush += 1), text: this.takePending() };
    return this.piece;
  }

  answered(answer: TextAnswer): void {
    if (answer !== 'busy') this.piece = null;
    if (answer === 'lost') this.abandon();
  }

  /** What is left will never be written. */
  abandon(): void {
    this.isLost = true;
    this.piece = null;
    this.pending = '';
  }

  private takePending(): string {
    const length = this.writableLength;
    const text = this.pending.slice(0, length).toWellFormed();
    this.pending = this.pending.slice(length);
    return text;
  }

  /** Without the first half of a surrogate pair whose second half may still come. */
  private get writableLength(): number {
    const { length } = this.pending;
    return !this.isClosed && /[\uD800-\uDBFF]$/.test(this.pending) ? length - 1 : length;
  }
}
