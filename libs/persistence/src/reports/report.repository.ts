import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { answeredWithin } from '../connections/answer-limit.js';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { limitTransaction } from '../transaction.js';
import type {
  FailureReason,
  ModelTokens,
  NotableTask,
  ReportFigures,
  ReportPeriod,
  ReportRow,
  ReportStep,
  Spread,
  TaskFigures,
} from './report-figures.js';
import { COUNT, FAILURES, FIGURES, MOST_FAILING, ROWS, SLOWEST, TOKENS } from './report-sql.js';

/** The length of a step, and where one began after 1970: a Thursday. */
const STEPS: Readonly<Record<ReportStep, { readonly seconds: number; readonly origin: number }>> = {
  hour: { seconds: 3_600, origin: 0 },
  day: { seconds: 86_400, origin: 0 },
  week: { seconds: 7 * 86_400, origin: 4 * 86_400 },
};

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A report reads millions of rows once; the limit of other statements is made for short ones. */
const STATEMENT_TIMEOUT_MS = 300_000;
const ANSWER_LIMIT_MS = STATEMENT_TIMEOUT_MS + 5_000;
const NOTABLE_TASKS = 10;
const MOST_MODELS = 30;
const MOST_FAILURES = 15;

interface FigureRow extends Omit<TaskFigures, 'wait' | 'run'> {
  /** Which columns the row is not grouped by: 3 all, 1 by type, 2 by step. */
  readonly level: number;
  readonly type: string | null;
  readonly step: number | null;
  readonly wait: number[] | null;
  readonly run: number[] | null;
}

/** Reads what reports are made from; changes nothing. */
@Injectable()
export class ReportRepository {
  constructor(
    @InjectDataSource() private readonly ordinary: DataSource,
    private readonly slow: SlowDatabase,
  ) {}

  /**
   * All figures of a period, from one snapshot.
   * @param onStage told after each of the statements, with the part that is done, up to 1
   * @param signal ends the statement that runs
   */
  figures(
    period: ReportPeriod,
    step: ReportStep,
    onStage: (done: number) => void,
    signal: AbortSignal,
  ): Promise<ReportFigures> {
    const { from, to } = period;
    return this.inSnapshot(signal, async (runner) => {
      const read = async <Row>(statement: string, done: number, ...more: number[]): Promise<Row[]> => {
        signal.throwIfAborted();
        const rows = await rowsOf<Row>(runner.manager, statement, [from, to, ...more]);
        onStage(done);
        return rows;
      };
      const rows = await read<FigureRow>(FIGURES, 0.6, STEPS[step].seconds, STEPS[step].origin);
      const failures = await read<FailureReason>(FAILURES, 0.7, MOST_FAILURES);
      const slowest = await read<NotableTask>(SLOWEST, 0.8, NOTABLE_TASKS);
      const mostFailing = await read<NotableTask>(MOST_FAILING, 0.9, NOTABLE_TASKS);
      const tokens = await read<ModelTokens>(TOKENS, 1, MOST_MODELS);
      return { ...groupsOf(rows, step), failures, slowest, mostFailing, tokens };
    });
  }

  /** How many tasks a period has. */
  async count({ from, to }: ReportPeriod, signal: AbortSignal): Promise<number> {
    const [row] = await this.inSnapshot(signal, (runner) =>
      rowsOf<{ rows: number }>(runner.manager, COUNT, [from, to]),
    );
    return row?.rows ?? 0;
  }

  /**
   * Every task of a period, oldest first, a page at a time: no cursor that holds a connection and a snapshot
   * while the reader is slow. Each task comes once, as it is when its page is read.
   */
  async *rows({ from, to }: ReportPeriod, pageSize: number): AsyncGenerator<ReportRow[]> {
    let after: { createdAt: string; id: string } = { createdAt: from.toISOString(), id: NO_ID };
    for (;;) {
      const rows = await rowsOf<ReportRow>(this.slow.manager, ROWS, [
        from,
        to,
        after.createdAt,
        after.id,
        pageSize,
      ]);
      const last = rows.at(-1);
      if (last) yield rows;
      if (!last || rows.length < pageSize) return;
      after = last;
    }
  }

  private async inSnapshot<Value>(
    signal: AbortSignal,
    read: (runner: QueryRunner) => Promise<Value>,
  ): Promise<Value> {
    signal.throwIfAborted();
    const runner = this.slow.manager.dataSource.createQueryRunner();
    let cancelled = Promise.resolve();
    let cancel: (() => void) | undefined;
    try {
      const pid = await begin(runner);
      cancel = () => void (cancelled = this.cancel(pid));
      signal.addEventListener('abort', cancel);
      return await answeredWithin(ANSWER_LIMIT_MS, () => read(runner));
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      if (cancel) signal.removeEventListener('abort', cancel);
      await cancelled; // else it could hit the next user of the connection
      await end(runner);
    }
  }

  /**
   * A statement that nobody waits for any more would go on in the server for minutes. Its own pool may be
   * full of such.
   */
  private async cancel(pid: number): Promise<void> {
    await rowsOf(this.ordinary.manager, 'SELECT pg_cancel_backend($1)', [pid]).catch(() => undefined);
  }
}

/** @returns the process of the server that works for this connection */
async function begin(runner: QueryRunner): Promise<number> {
  await runner.startTransaction('REPEATABLE READ');
  await rowsOf(runner.manager, 'SET TRANSACTION READ ONLY');
  await limitTransaction(runner.manager);
  await rowsOf(runner.manager, sql`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
  const [row] = await rowsOf<{ pid: number }>(runner.manager, 'SELECT pg_backend_pid() AS pid', []);
  return row?.pid ?? 0;
}

/** Nothing was changed: a rollback that fails has only lost its connection. */
async function end(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
  await runner.release();
}

function groupsOf(
  rows: readonly FigureRow[],
  step: ReportStep,
): Pick<ReportFigures, 'all' | 'types' | 'steps'> {
  const level = (wanted: number) => rows.filter((row) => row.level === wanted);
  const types = level(1).map((row) => ({ type: row.type ?? '', ...figuresOf(row) }));
  const steps = level(2).map((row) => ({ start: startOf(step, row.step ?? 0), ...figuresOf(row) }));
  return {
    all: figuresOf(level(3)[0] as FigureRow),
    types: types.sort((one, other) => other.total - one.total || one.type.localeCompare(other.type)),
    steps: steps.sort((one, other) => one.start.getTime() - other.start.getTime()),
  };
}

function startOf(step: ReportStep, number: number): Date {
  return new Date((number * STEPS[step].seconds + STEPS[step].origin) * 1000);
}

function figuresOf({
  total,
  completed,
  failed,
  cancelled,
  open,
  retries,
  wait,
  run,
}: FigureRow): TaskFigures {
  return { total, completed, failed, cancelled, open, retries, wait: spreadOf(wait), run: spreadOf(run) };
}

function spreadOf(values: readonly number[] | null): Spread {
  const [p50 = null, p95 = null, p99 = null] = values ?? [];
  return { p50, p95, p99 };
}
