import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type ProgressReport, TaskRepository } from '@app/persistence';
import { EventNotifier } from '../events/event-notifier.js';
import { storableText } from '../input/storable.js';
import type { RunningTask } from './running-task.js';

/** Progress of one task is written at most this often. */
const INTERVAL_MS = 250;
const LONGEST_MESSAGE = 500;

/**
 * Writes the progress of all running tasks of the process, in one statement an interval; only the latest of
 * each counts.
 */
@Injectable()
export class TaskReporter {
  private readonly latest = new Map<RunningTask, ProgressReport>();
  private readonly ended = new WeakSet<RunningTask>();
  private readonly highest = new WeakMap<RunningTask, number>();
  private readonly failures = new RateLimited(5_000);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly tasks: TaskRepository,
    private readonly notifier: EventNotifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param percent 0 to 100; one that is lower than before keeps the bar where it is */
  report(running: RunningTask, percent: number, message: string | null): void {
    if (!Number.isFinite(percent)) return;
    const monotonic = Math.max(
      this.highest.get(running) ?? 0,
      Math.min(100, Math.round(percent * 100) / 100),
    );
    this.highest.set(running, monotonic);
    this.latest.set(running, {
      ...running.lease,
      percent: monotonic,
      message: message === null ? null : messageFrom(message),
    });
    this.timer ??= setTimeout(() => void this.write(), INTERVAL_MS);
  }

  /** What a task that is about to end has not yet written need not be written. */
  forget(running: RunningTask): void {
    this.ended.add(running);
    this.latest.delete(running);
  }

  private async write(): Promise<void> {
    const writing = new Map(this.latest);
    this.latest.clear();
    try {
      const reports = [...writing.values()];
      const notTaken = reports.length > 0 ? await this.tasks.progress(reports) : [];
      this.notifier.notify(reports.map(({ id }) => id));
      for (const [running, report] of writing) if (notTaken.includes(report)) this.keep(running, report);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not write progress'));
    }
    this.timer = this.latest.size > 0 ? setTimeout(() => void this.write(), INTERVAL_MS) : null;
  }

  /**
   * For the next write, unless there is newer progress: its row was busy. A task that has lost its lease is
   * soon stopped.
   */
  private keep(running: RunningTask, report: ProgressReport): void {
    if (!running.signal.aborted && !this.ended.has(running) && !this.latest.has(running))
      this.latest.set(running, report);
  }
}

function messageFrom(message: string): string {
  return storableText(String(message).slice(0, LONGEST_MESSAGE));
}
