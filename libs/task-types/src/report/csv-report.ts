import type { ReportRow } from '@app/persistence';
import { stringify } from 'csv-stringify/sync';

const COLUMNS: readonly (keyof ReportRow)[] = [
  'id',
  'type',
  'queue',
  'status',
  'priority',
  'attemptsMade',
  'attemptsMax',
  'createdAt',
  'runAt',
  'startedAt',
  'finishedAt',
  'waitMs',
  'runMs',
  'errorCode',
  'errorMessage',
  'provider',
  'model',
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'tags',
  'metadata',
];

/** RFC 4180. What a client wrote must not become a formula in the spreadsheet of whoever opens the report. */
const FORMAT = { columns: [...COLUMNS], record_delimiter: 'windows', escape_formulas: true } as const;

/**
 * The lines of a CSV, a piece for each page of rows, so that no more than a page is in memory. Begins with a
 * byte order mark: without one Excel takes UTF-8 for something else.
 */
export async function* csvOf(
  pages: AsyncIterable<ReportRow[]>,
  onRows: (rows: number) => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(stringify([], { ...FORMAT, header: true, bom: true }));
  for await (const rows of pages) {
    yield Buffer.from(stringify(rows, FORMAT));
    onRows(rows.length);
  }
}
