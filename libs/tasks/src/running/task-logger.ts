import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import {
  isRefusal,
  LOG_IS_FULL,
  LOG_LEVELS,
  MAX_TASK_LOG_LINES,
  type NewTaskLogLine,
  type TaskLogLevel,
  TaskLogRepository,
} from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import { storableText, toStorable } from '../input/storable.js';
import type { TaskLog } from '@app/handlers';
import type { RunningTask } from './running-task.js';

/** Lines of one task are written at most this often. */
const INTERVAL_MS = 250;
const GROUP = 200;
/** Some 4 MiB at most. */
const LINES_PER_WRITE = 2_000;
const MESSAGE_LENGTH = 1_000;
/** Before the last tries of a task that ends. */
const BUSY_PAUSES_MS = [20, 80, 320];
/** Message and fields of one line, in characters. */
const LINE_LENGTH = 2_048;

/** Keeps what handlers log with their tasks. Best effort: a log that cannot be written never fails a task. */
@Injectable()
export class TaskLogger {
  private readonly waiting = new Map<RunningTask, NewTaskLogLine[]>();
  private readonly kept = new WeakMap<RunningTask, { lines: number; bytes: number }>();
  private readonly failures = new RateLimited(5_000);
  private readonly writing = new Batcher<NewTaskLogLine[], NewTaskLogLine[]>(
    (groups) => this.writeGroups(groups),
    {
      limit: GROUP,
      isPoisoned: isRefusal,
      weight: { of: (lines) => lines.length, most: LINES_PER_WRITE },
    },
  );
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly lines: TaskLogRepository,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** What a handler gets as `log`. */
  of(running: RunningTask): TaskLog {
    return (first: string, message?: string, fields?: object) =>
      message === undefined
        ? this.log(running, 'info', first)
        : this.log(running, first as TaskLogLevel, message, fields);
  }

  log(running: RunningTask, level: TaskLogLevel, message: string, fields?: object): void {
    const kept = this.kept.get(running) ?? { lines: 0, bytes: 0 };
    this.kept.set(running, kept);
    if (kept.lines >= MAX_TASK_LOG_LINES || kept.bytes > this.configuration.maxResultBytes) return;
    const line = logLine(level, message, fields);
    kept.lines += 1;
    kept.bytes += Buffer.byteLength(JSON.stringify(line));
    this.keep(running, kept.bytes > this.configuration.maxResultBytes ? FULL : line);
  }

  private keep(running: RunningTask, line: Pick<NewTaskLogLine, 'level' | 'message' | 'fields'>): void {
    const waiting = this.waiting.get(running) ?? [];
    this.waiting.set(running, waiting);
    waiting.push({ ...running.lease, at: new Date(), ...line });
    this.timer ??= setTimeout(() => void this.writeAll(), INTERVAL_MS);
  }

  /**
   * Writes what is left of a task that is about to end: after its end the lease is gone. A row that somebody
   * else holds is asked for a few times.
   */
  async finish(running: RunningTask): Promise<void> {
    if (!this.kept.has(running)) return;
    for (const pauseMs of [...BUSY_PAUSES_MS, null]) {
      const lines = this.waiting.get(running) ?? [];
      this.waiting.delete(running);
      // also where there are none: writes are in order, so those under way are waited for
      const busy = await this.write(lines);
      this.keepFirst(running, busy);
      if (pauseMs === null || !this.waiting.has(running)) break;
      await delay(pauseMs);
    }
    this.waiting.delete(running);
  }

  private async writeAll(): Promise<void> {
    const all = [...this.waiting];
    this.waiting.clear();
    this.timer = null;
    await Promise.all(all.map(async ([running, lines]) => this.keepFirst(running, await this.write(lines))));
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.writeAll(), INTERVAL_MS);
  }

  /** Of a task whose lease is lost they are dropped when it is stopped. */
  private keepFirst(running: RunningTask, lines: readonly NewTaskLogLine[]): void {
    if (lines.length === 0) return;
    this.waiting.set(running, [...lines, ...(this.waiting.get(running) ?? [])]);
  }

  /** @returns what was not taken */
  private async write(lines: NewTaskLogLine[]): Promise<NewTaskLogLine[]> {
    try {
      return await this.writing.submit(lines);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not keep what handlers logged'));
      return [];
    }
  }

  private async writeGroups(groups: NewTaskLogLine[][]): Promise<NewTaskLogLine[][]> {
    const lines = groups.flat();
    const notTaken = new Set(lines.length > 0 ? await this.lines.append(lines) : []);
    return groups.map((group) => group.filter((line) => notTaken.has(line)));
  }
}

/** The last line of a log that is larger than MAX_RESULT_BYTES. */
const FULL = { level: 'warn', message: LOG_IS_FULL, fields: null } as const;

/** A line as it is kept, whatever a handler gave. */
export function logLine(
  level: TaskLogLevel,
  message: string,
  fields?: object,
): Pick<NewTaskLogLine, 'level' | 'message' | 'fields'> {
  return { level: LOG_LEVELS.includes(level) ? level : 'info', ...bounded(message, fields) };
}

/** What does not fit is cut off a message; fields that do not fit, or are no JSON, are left out. */
function bounded(message: string, fields?: object): { message: string; fields: object | null } {
  const text = storableText(String(message).slice(0, MESSAGE_LENGTH));
  if (!fields) return { message: text, fields: null };
  try {
    const storable = toStorable(fields);
    return {
      message: text,
      fields:
        JSON.stringify(storable).length + text.length <= LINE_LENGTH ? storable : { omitted: 'too long' },
    };
  } catch {
    return { message: text, fields: { omitted: 'not JSON' } };
  }
}
