import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger } from '@app/observability';
import { isRefusal, TaskTextRepository, type TextAnswer, type TextPiece } from '@app/persistence';
import { EventNotifier } from '../events/event-notifier.js';
import { Batcher } from '../batching/batcher.js';
import type { RunningTask } from './running-task.js';
import { RunningText } from './running-text.js';
import { TaskLedger } from './task-ledger.js';

/**
 * How far apart two writes of a process are at least. What comes meanwhile is merged, to one piece a task.
 */
const INTERVAL_MS = 50;
const PIECES_PER_WRITE = 200;
/** Characters of one statement. */
const MOST_PER_WRITE = 4 * 1024 * 1024;
/** Before the next try on a row that somebody else holds; each time twice as long. */
const BUSY_PAUSE_MS = { first: 5, longest: 500 };

/**
 * Writes the text that tasks emit: all tasks of the process in one statement, at most every 50 ms, at once
 * when it was quiet.
 */
@Injectable()
export class TextWriter {
  private readonly texts = new WeakMap<RunningTask, RunningText>();
  private readonly waiting = new Set<RunningText>();
  private readonly writing = new Map<RunningText, Promise<void>>();
  private readonly pieces = new Batcher<TextPiece, TextAnswer>((pieces) => this.repository.write(pieces), {
    limit: PIECES_PER_WRITE,
    isPoisoned: isRefusal,
    weight: { of: ({ text }) => text.length, most: MOST_PER_WRITE },
  });
  private timer: NodeJS.Timeout | null = null;
  private lastAt = 0;

  constructor(
    private readonly repository: TaskTextRepository,
    private readonly ledger: TaskLedger,
    private readonly notifier: EventNotifier,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Resolves when more may be emitted: at once, but where a task emits faster than its text is written.
   * @throws TaskError where the text becomes larger than a task may generate
   */
  emit(running: RunningTask, text: string): Promise<void> {
    const all = this.textOf(running);
    all.add(String(text));
    this.schedule(all);
    return all.room();
  }

  /**
   * Resolves when all that a task has emitted is written, or its lease is lost. What it emits later is not
   * kept.
   */
  async finish(running: RunningTask): Promise<void> {
    const text = this.textOf(running);
    text.close();
    while (text.hasMore) await this.write(text);
  }

  private textOf(running: RunningTask): RunningText {
    const text = this.texts.get(running) ?? new RunningText(running, this.configuration.maxResultBytes);
    this.texts.set(running, text);
    return text;
  }

  private schedule(text: RunningText): void {
    if (!text.hasMore) return;
    this.waiting.add(text);
    this.timer ??= setTimeout(() => this.writeAll(), Math.max(0, this.lastAt + INTERVAL_MS - Date.now()));
  }

  private writeAll(): void {
    this.timer = null;
    this.lastAt = Date.now();
    const texts = [...this.waiting];
    this.waiting.clear();
    // merged by the group commit
    for (const text of texts) void this.write(text).then(() => this.schedule(text));
  }

  private write(text: RunningText): Promise<void> {
    const writing = this.writing.get(text) ?? this.writePiece(text).finally(() => this.writing.delete(text));
    this.writing.set(text, writing);
    return writing;
  }

  private async writePiece(text: RunningText): Promise<void> {
    if (!text.hasMore) return;
    const piece = text.next();
    try {
      const answer = await this.ledger.untilDone('text', (alone) => this.pieces.submit(piece, { alone }));
      text.answered(answer);
      if (answer === 'written') this.notifier.notify([piece.id]);
      if (answer === 'busy' && this.ledger.hasGivenUp) text.abandon();
      if (answer === 'busy')
        await delay(Math.min(BUSY_PAUSE_MS.first * 2 ** text.busyInARow, BUSY_PAUSE_MS.longest));
    } catch (error) {
      text.abandon();
      this.logger.error(
        { err: error, taskId: piece.id },
        'a piece of text could not be written; its readers get the result only',
      );
    }
  }
}
