import type { Sheet } from './sheet.js';
import { COLOR, LINE, PAGE, WIDTH } from './theme.js';

export interface Column<Row> {
  readonly title: string;
  /** In relation to the other columns. */
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly value: (row: Row) => string;
  /** Default: that of text. */
  readonly color?: (row: Row) => string | undefined;
}

const SIZE = 7.8;
const ROW = 17;
const PADDING = 4;
/** A table of no more rows is not broken. */
const KEPT_TOGETHER = 11;

/** A table with its heading. Breaks between rows; every page begins with the columns' titles. */
export function drawTable<Row>(
  sheet: Sheet,
  heading: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  nothing: string,
): void {
  sheet.heading(heading, ROW * (1 + (rows.length > KEPT_TOGETHER ? 4 : rows.length || 1)));
  if (rows.length === 0) return sheet.paragraph(nothing, { size: 9, color: COLOR.muted, lines: 2 });
  const placed = place(columns);
  titles(sheet, placed);
  rows.forEach((row, index) => {
    if (sheet.ensure(ROW)) titles(sheet, placed);
    if (index % 2 === 1) sheet.document.rect(PAGE.margin, sheet.y + 0.5, WIDTH, ROW - 0.5).fill(COLOR.stripe);
    for (const column of placed) cell(sheet, column, column.value(row), { color: column.color?.(row) });
    sheet.y += ROW;
  });
  line(sheet, COLOR.line);
}

type Placed<Row> = Column<Row> & { readonly x: number; readonly points: number };

function place<Row>(columns: readonly Column<Row>[]): Placed<Row>[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  let x: number = PAGE.margin;
  return columns.map((column) => {
    const points = (column.width / all) * WIDTH;
    x += points;
    return { ...column, x: x - points, points };
  });
}

function titles<Row>(sheet: Sheet, columns: readonly Placed<Row>[]): void {
  for (const column of columns) cell(sheet, column, column.title, { bold: true, color: COLOR.muted });
  sheet.y += ROW;
  line(sheet, COLOR.muted);
}

function cell<Row>(
  sheet: Sheet,
  { x, points, align }: Placed<Row>,
  text: string,
  style: { bold?: boolean; color?: string },
): void {
  const width = points - 2 * PADDING;
  const size = align === 'right' ? sizeThatFits(sheet, text, width, style.bold) : SIZE;
  sheet.text(text, x + PADDING, sheet.y + (ROW - size * LINE) / 2, { size, width, align, ...style });
}

/** Numbers are made smaller where text is cut: 123,4… is another number. */
function sizeThatFits(sheet: Sheet, text: string, width: number, bold?: boolean): number {
  const needed = sheet.widthOf(text, SIZE, bold);
  return needed > width ? (SIZE * width * 0.99) / needed : SIZE;
}

function line(sheet: Sheet, color: string): void {
  sheet.document
    .moveTo(PAGE.margin, sheet.y)
    .lineTo(PAGE.margin + WIDTH, sheet.y)
    .lineWidth(0.6)
    .stroke(color);
}
