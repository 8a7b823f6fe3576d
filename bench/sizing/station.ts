import type { EventQueue } from './event-queue.js';

interface Job {
  readonly ms: number;
  readonly done: () => void;
}

/** Servers that share one line: the cores of PostgreSQL, or the one core of a process of ours. */
export class Station {
  private readonly line: Job[] = [];
  private first = 0;
  private busy = 0;
  /** How long all servers together have worked, in milliseconds. */
  workedMs = 0;

  constructor(
    private readonly events: EventQueue,
    readonly servers: number,
  ) {}

  /** Who waits and who is served now. */
  get load(): number {
    return this.busy + this.line.length - this.first;
  }

  serve(ms: number, done: () => void): void {
    this.line.push({ ms, done });
    this.next();
  }

  private next(): void {
    if (this.busy === this.servers || this.first === this.line.length) return;
    const { ms, done } = this.line[this.first++] as Job;
    this.forget();
    this.busy += 1;
    this.workedMs += ms;
    this.events.in(ms, () => {
      this.busy -= 1;
      done();
      this.next();
    });
  }

  /** Those that were served, many at once. */
  private forget(): void {
    if (this.first < 1_000) return;
    this.line.splice(0, this.first);
    this.first = 0;
  }
}
