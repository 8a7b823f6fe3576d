import type { TextAnswer, TextPiece } from '@app/persistence';
import { tooLarge } from './result-json.js';
import type { RunningTask } from './running-task.js';

/** Characters of one piece: many tasks share a statement. */
const LONGEST_PIECE = 256 * 1024;

/** A handler that has emitted more than is written waits until there is room again. */
const ROOM = 256 * 1024;

/** The text that a running task emits: what has not been written yet, and the piece that is being written. */
export class RunningText {
  private pending: string[] = [];
  private pendingLength = 0;
  private endsInHighSurrogate = false;
  private bytes = 0;
  private piece: TextPiece | null = null;
  private flush = 0;
  /** How often in a row its row was held by somebody else. */
  busyInARow = 0;
  private isClosed = false;
  private isLost = false;
  private waiting: (() => void)[] = [];

  /** @param maxBytes of the whole text */
  constructor(
    readonly running: RunningTask,
    private readonly maxBytes: number,
  ) {}

  /**
   * @param text what PostgreSQL cannot hold is taken out, piece by piece as out of a whole text
   * @throws TaskError where the whole becomes too large; the task is then stopped, and what is over is not
   *   kept
   */
  add(text: string): void {
    const kept = text.includes('\0') ? text.replaceAll('\0', '') : text;
    if (this.isClosed || this.isLost || kept === '') return;
    this.bytes += Buffer.byteLength(kept);
    if (this.bytes > this.maxBytes) throw this.refuse();
    this.pending.push(kept);
    this.pendingLength += kept.length;
    this.endsInHighSurrogate = isHighSurrogate(kept.charCodeAt(kept.length - 1));
  }

  /** Resolves when the handler may go on to emit; at once where little waits to be written. Never rejects. */
  room(): Promise<void> {
    const { signal } = this.running;
    if (this.hasRoom || signal.aborted) return THERE_IS_ROOM;
    return new Promise((resolve) => {
      const go = (): void => (signal.removeEventListener('abort', go), resolve());
      signal.addEventListener('abort', go);
      this.waiting.push(go);
    });
  }

  /** Nothing more comes: the rest can be written as it is. */
  close(): void {
    this.isClosed = true;
    this.letGo();
  }

  get hasMore(): boolean {
    return this.piece !== null || this.writableLength > 0;
  }

  /**
   * The piece to write now. The same one again until its answer is known: a write that broke may have been
   * committed.
   */
  next(): TextPiece {
    this.piece ??= { ...this.running.lease, flush: (this.flush += 1), text: this.takePending() };
    return this.piece;
  }

  answered(answer: TextAnswer): void {
    this.busyInARow = answer === 'busy' ? this.busyInARow + 1 : 0;
    if (answer !== 'busy') this.piece = null;
    if (answer === 'lost' || answer === 'full') this.abandon();
    if (this.hasRoom) this.letGo();
  }

  /** What is left will never be written. */
  abandon(): void {
    this.isLost = true;
    this.piece = null;
    this.keep('');
    this.letGo();
  }

  private get hasRoom(): boolean {
    return this.isClosed || this.isLost || this.pendingLength < ROOM;
  }

  private refuse(): Error {
    const error = tooLarge('generated text', this.maxBytes);
    this.running.refuse(error);
    return error;
  }

  private letGo(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }

  private takePending(): string {
    const all = this.pending.join('');
    const end = this.endOfNext(all);
    this.keep(all.slice(end));
    return all.slice(0, end).toWellFormed();
  }

  private endOfNext(all: string): number {
    const end = Math.min(this.writableLength, LONGEST_PIECE);
    return end < all.length && end > 1 && isHighSurrogate(all.charCodeAt(end - 1)) ? end - 1 : end;
  }

  private keep(rest: string): void {
    this.pending = rest ? [rest] : [];
    this.pendingLength = rest.length;
    if (!rest) this.endsInHighSurrogate = false;
  }

  /** Without the first half of a surrogate pair whose second half may still come. */
  private get writableLength(): number {
    return this.endsInHighSurrogate && !this.isClosed ? this.pendingLength - 1 : this.pendingLength;
  }
}

const THERE_IS_ROOM = Promise.resolve();

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
