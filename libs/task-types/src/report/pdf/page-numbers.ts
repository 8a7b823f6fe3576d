import type { Sheet } from './sheet.js';
import { COLOR, PAGE, WIDTH } from './theme.js';

const SIZE = 8;

/** Writes title, date and "n / m" at the foot of every page, now that their number is known. */
export function numberPages(sheet: Sheet, left: string): void {
  const { document, pages } = sheet;
  const y = PAGE.height - 40;
  for (let page = 0; page < pages; page += 1) {
    document.switchToPage(page);
    document
      .moveTo(PAGE.margin, y - 6)
      .lineTo(PAGE.margin + WIDTH, y - 6)
      .lineWidth(0.5)
      .stroke(COLOR.line);
    sheet.text(left, PAGE.margin, y, { size: SIZE, color: COLOR.muted, width: WIDTH - 60 });
    sheet.text(`${page + 1} / ${pages}`, PAGE.margin + WIDTH - 60, y, {
      size: SIZE,
      color: COLOR.muted,
      width: 60,
      align: 'right',
    });
  }
}
