import { Readable } from 'node:stream';
import { FileStore } from '@app/files';
import { type ReportPeriod, ReportRepository } from '@app/persistence';
import { InputRefused, type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { csvOf } from './csv-report.js';
import { periodOf, stepOf } from './period.js';
import { ReportInput } from './report.input.js';
import { ReportResult } from './report.result.js';

const ROWS_PER_PAGE = 1_000;
const DEFAULT_TITLE = 'Task report';

/** A line of a CSV is some 300 bytes: millions of tasks fit, and a mistake does not fill the disk. */
const MOST_BYTES = 4 * 1024 ** 3;

@TaskType({
  name: 'demo.report',
  queue: 'demo_tasks',
  description:
    'Reports on the tasks of a period: a PDF with figures, charts and tables, or a CSV with one line a task.',
  input: ReportInput,
  result: ReportResult,
  examples: {
    'the last 24 hours as PDF': { format: 'pdf' },
    'a month as CSV': { format: 'csv', from: '2026-11-01', to: '2026-12-01', title: 'November 2026 十一月' },
  },
  timeoutMs: 600_000,
})
export class ReportHandler implements TaskHandler<ReportInput, ReportResult> {
  constructor(
    private readonly reports: ReportRepository,
    private readonly files: FileStore,
  ) {}

  check(input: ReportInput): void {
    const { from, to } = periodOf(input);
    if (from < to) return;
    throw new InputRefused([
      input.to
        ? { path: 'to', message: 'must be after from' }
        : { path: 'from', message: 'must be in the past' },
    ]);
  }

  run(context: TaskContext<ReportInput>): Promise<ReportResult> {
    const period = periodOf(context.input);
    return context.input.format === 'csv' ? this.csv(context, period) : this.pdf(context, period);
  }

  private async csv(
    { taskId, input, signal, progress }: TaskContext<ReportInput>,
    period: ReportPeriod,
  ): Promise<ReportResult> {
    progress(1, 'counting tasks');
    const expected = await this.reports.count(period, signal);
    let rows = 0;
    const lines = csvOf(this.reports.rows(period, ROWS_PER_PAGE), (more) => {
      rows += more;
      progress(5 + (90 * rows) / Math.max(rows, expected), `${rows} of ${Math.max(rows, expected)} tasks`);
    });
    const content = Readable.from(lines, { objectMode: false });
    const { id } = await this.files.save(
      content,
      { name: nameOf(input), mediaType: 'text/csv', taskId },
      { maxBytes: MOST_BYTES, signal },
    );
    return { fileId: id, rows, pages: null };
  }

  private async pdf(
    { taskId, input, signal, progress }: TaskContext<ReportInput>,
    period: ReportPeriod,
  ): Promise<ReportResult> {
    progress(1, 'reading the figures');
    const step = stepOf(period);
    const figures = await this.reports.figures(
      period,
      step,
      (done) => progress(1 + 69 * done, 'reading the figures'),
      signal,
    );
    progress(70, 'drawing');
    // the fonts and the PDF library cost memory and time to load
    const { drawReport } = await import('./pdf/report-document.js');
    const { content, pages } = await drawReport(
      { title: input.title ?? DEFAULT_TITLE, period, step, figures },
      signal,
    );
    progress(90, 'saving');
    const description = { name: nameOf(input), mediaType: 'application/pdf', taskId };
    const { id } = await this.files.save(content, description, { maxBytes: MOST_BYTES, signal });
    return { fileId: id, rows: figures.all.total, pages };
  }
}

function nameOf({ title, format }: ReportInput): string {
  return `${(title ?? DEFAULT_TITLE).replaceAll(/[/\\:*?"<>|]/g, '-')}.${format}`;
}
