import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { COLOR, LINE, PAGE, WIDTH } from './theme.js';

const { resolve } = createRequire(import.meta.url);
/** Has Chinese and Latin letters; only the glyphs that are used get into the file. Licence: SIL OFL 1.1. */
const FONTS = {
  regular: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf'),
};

export interface TextStyle {
  readonly size: number;
  readonly color?: string;
  readonly bold?: boolean;
  /** What is longer is cut with an ellipsis. Default: to the right margin. */
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** The pages of a report, written from top to bottom. All measures in points. */
export class Sheet {
  readonly document: PDFKit.PDFDocument;
  /** Where the next thing goes, from the top of the page. */
  y: number = PAGE.margin;

  constructor(title: string) {
    const info = { Title: title, Creator: 'Async AI task runner', Producer: 'Async AI task runner' };
    // Without margins pdfkit starts no page by itself.
    this.document = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      pdfVersion: '1.7',
      lang: 'en',
      displayTitle: true,
      info,
    });
    for (const [name, file] of Object.entries(FONTS)) this.document.registerFont(name, file);
  }

  get pages(): number {
    return this.document.bufferedPageRange().count;
  }

  /** What is left of the page. */
  get room(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  /** Starts a new page where there is less room. @returns whether it did */
  ensure(height: number): boolean {
    if (this.room >= height) return false;
    this.document.addPage();
    this.y = PAGE.margin;
    return true;
  }

  /**
   * A heading that is never left alone at the end of a page.
   * @param following height of what must stand under it
   */
  heading(text: string, following: number): void {
    this.ensure(34 + following);
    this.y += 14;
    this.text(text, PAGE.margin, this.y, { size: 12.5, bold: true, color: COLOR.ink });
    this.y += 12.5 * LINE + 4;
  }

  /** One line, its top at y. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    const {
      size,
      color = COLOR.text,
      bold = false,
      width = PAGE.width - PAGE.margin - x,
      align = 'left',
    } = style;
    this.document.font(bold ? 'bold' : 'regular').fontSize(size);
    const fitted = this.fit(text, width);
    const free = width - this.document.widthOfString(fitted);
    const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2;
    this.document.fillColor(color).text(fitted, x + shift, y, { lineBreak: false });
  }

  /** Lines of running text from y on, at most so many. Moves y. */
  paragraph(text: string, style: TextStyle & { readonly lines: number }): void {
    const { size, color = COLOR.text, bold = false, width = WIDTH, lines } = style;
    this.document
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(color);
    const height = Math.min(this.document.heightOfString(text, { width }), lines * size * LINE + 1);
    this.ensure(height);
    this.document.text(text, PAGE.margin, this.y, { width, height: height + 1, ellipsis: true });
    this.y += height;
  }

  widthOf(text: string, size: number, bold = false): number {
    return this.document
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .widthOfString(text);
  }

  /** The longest beginning that fits, by halving. */
  private fit(text: string, width: number): string {
    if (this.document.widthOfString(text) <= width) return text;
    const characters = [...text];
    let [shorter, longer] = [0, characters.length];
    while (longer - shorter > 1) {
      const middle = (shorter + longer) >> 1;
      if (this.document.widthOfString(`${characters.slice(0, middle).join('')}…`) <= width) shorter = middle;
      else longer = middle;
    }
    return `${characters.slice(0, shorter).join('').trimEnd()}…`;
  }
}
