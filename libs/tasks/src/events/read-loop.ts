import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_AFTER_ERROR_MS = 500;

export interface ReadLoopOptions {
  /** Readers of one read. */
  readonly limit: number;
  /** Between two reads, in milliseconds; none by default. */
  readonly pauseMs?: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Reads for all readers that were woken, in one go. Who is woken while a read is under way comes with the
 * next one, so that the number of queries does not grow with the number of readers or of wake-ups.
 */
export class ReadLoop<Reader> {
  private readonly woken = new Set<Reader>();
  private running = false;
  private stopped = false;

  /** @param read gives back those that have more to read */
  constructor(
    private readonly read: (readers: readonly Reader[]) => Promise<Iterable<Reader>>,
    private readonly options: ReadLoopOptions,
  ) {}

  wake(reader: Reader): void {
    this.woken.add(reader);
    if (this.running || this.stopped) return;
    this.running = true;
    void this.run();
  }

  forget(reader: Reader): void {
    this.woken.delete(reader);
  }

  stop(): void {
    this.stopped = true;
    this.woken.clear();
  }

  private async run(): Promise<void> {
    while (this.woken.size > 0 && !this.stopped) {
      const readers = [...this.woken].slice(0, this.options.limit);
      for (const reader of readers) this.woken.delete(reader);
      for (const reader of await this.readOrWait(readers)) this.woken.add(reader);
      if (this.options.pauseMs) await delay(this.options.pauseMs);
    }
    this.running = false;
  }

  private async readOrWait(readers: readonly Reader[]): Promise<Iterable<Reader>> {
    try {
      return await this.read(readers);
    } catch (error) {
      if (this.stopped) return [];
      this.options.onError(error);
      await delay(PAUSE_AFTER_ERROR_MS);
      return readers;
    }
  }
}
