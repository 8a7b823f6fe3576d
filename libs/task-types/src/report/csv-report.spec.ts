import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReportRow } from '@app/persistence';
import { csvOf } from './csv-report.js';

const ROW = {
  id: 'an-id',
  type: 'demo.email',
  status: 'FAILED',
  runMs: 1.5,
  waitMs: null,
  tags: '',
  metadata: '',
} as ReportRow;

async function csv(...pages: Partial<ReportRow>[][]): Promise<string> {
  const rows = pages.map((page) => page.map((row) => ({ ...ROW, ...row })));
  return (
    await buffer(
      Readable.from(
        csvOf(Readable.from(rows), () => undefined),
        { objectMode: false },
      ),
    )
  ).toString();
}

describe('the CSV report', () => {
  it('begins with a byte order mark and the names of its columns, once', async () => {
    const text = await csv([{}], [{}]);
    expect(text.startsWith('\ufeffid,type,queue,status,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text.match(/errorMessage/g)).toHaveLength(1);
    expect(await csv()).toMatch(/^\ufeffid,[\w,]+\r\n$/);
  });

  it('quotes what RFC 4180 wants quoted, in any language', async () => {
    expect(await csv([{ errorMessage: 'a "b", c\r\nd\ne', tags: '标签; ü' }])).toContain(
      '"a ""b"", c\r\nd\ne"',
    );
    expect(await csv([{ tags: '标签; ü' }])).toContain('标签; ü');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A0', '＝1'])(
    'makes no formula of %j',
    async (errorMessage) => {
      const cell = (await csv([{ errorMessage }]))
        .split('\r\n')
        .slice(1)
        .join('\r\n')
        .split(',')
        .find((one) => one.includes("'"));
      expect(cell).toMatch(/^"?'/);
    },
  );

  it('leaves numbers numbers', async () => {
    expect(await csv([{ runMs: 12.5 }])).toContain(',12.5,');
  });
});
