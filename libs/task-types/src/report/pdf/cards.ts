import type { Sheet } from './sheet.js';
import { COLOR, LINE, PAGE, WIDTH } from './theme.js';

export interface Card {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly color?: string;
}

const A_ROW = 4;
const HEIGHT = 62;
const GAP = 9;

/** Key figures, four a row. */
export function drawCards(sheet: Sheet, cards: readonly Card[]): void {
  const width = (WIDTH - GAP * (A_ROW - 1)) / A_ROW;
  const rows = Math.ceil(cards.length / A_ROW);
  sheet.ensure(rows * (HEIGHT + GAP));
  cards.forEach((card, index) => {
    const x = PAGE.margin + (index % A_ROW) * (width + GAP);
    drawCard(sheet, card, x, sheet.y + Math.floor(index / A_ROW) * (HEIGHT + GAP), width);
  });
  sheet.y += rows * (HEIGHT + GAP);
}

function drawCard(
  sheet: Sheet,
  { label, value, note, color = COLOR.ink }: Card,
  x: number,
  y: number,
  width: number,
): void {
  sheet.document.roundedRect(x, y, width, HEIGHT, 4).fill(COLOR.stripe);
  const inner = { width: width - 20 };
  sheet.text(label, x + 10, y + 7, { size: 8, color: COLOR.muted, ...inner });
  sheet.text(value, x + 10, y + 7 + 8 * LINE - 1, { size: 16, bold: true, color, ...inner });
  sheet.text(note, x + 10, y + HEIGHT - 7 - 7.5 * LINE, { size: 7.5, color: COLOR.muted, ...inner });
}
