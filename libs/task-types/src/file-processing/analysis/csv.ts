import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { CsvAnalysis } from './analysis.js';
import { decoded } from './decoded.js';
import { streamed } from './streamed.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const LONGEST_RECORD = 1024 ** 2;
const MOST_NAMES = 100;
const LONGEST_NAME = 100;

/**
 * Streams through a table of any size.
 * @throws UnusableInput for one whose quotes do not match, or with an endless record
 */
export async function analyseCsv(path: string, signal: AbortSignal): Promise<CsvAnalysis> {
  const { encoding, pieces } = await decoded(path, signal);
  const [first, all] = await peeked(pieces);
  const delimiter = delimiterOf(first);
  const parser = parse({
    delimiter,
    relaxColumnCount: true,
    skipEmptyLines: true,
    maxRecordSize: LONGEST_RECORD,
    bom: true,
  });
  const shape = await streamed([Readable.from(all, { objectMode: false }), parser], shapeOf, {
    signal,
    damaged: reason,
  });
  return { kind: 'csv', encoding, delimiter, ...shape };
}

async function shapeOf(
  records: AsyncIterable<string[]>,
): Promise<Pick<CsvAnalysis, 'rows' | 'columns' | 'header' | 'irregularRows'>> {
  let header: readonly string[] | null = null;
  let [rows, irregularRows] = [0, 0];
  for await (const record of records) {
    if (!header) {
      header = record;
      continue;
    }
    rows += 1;
    if (record.length !== header.length) irregularRows += 1;
  }
  const names = (header ?? []).slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME));
  return { rows, columns: header?.length ?? 0, header: names, irregularRows };
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

async function peeked(pieces: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const iterator = pieces[Symbol.asyncIterator]();
  const next = await iterator.next();
  const first = next.done ? '' : next.value;
  return [first, restOf(first, iterator)];
}

async function* restOf(first: string, iterator: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

function reason(error: unknown): string {
  const { code, lines } = error as { readonly code?: string; readonly lines?: number };
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `The CSV has a record of more than ${LONGEST_RECORD} characters.`;
  return `The CSV is damaged${lines ? ` at line ${lines}` : ''}: its quotes do not match.`;
}
