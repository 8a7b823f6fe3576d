import { firstPage } from './pdf.js';
import type { Bitmap } from '../image/image-work.js';

/** Draws the first page of a PDF. */
export default function renderPdf({
  path,
  width,
}: {
  readonly path: string;
  readonly width: number;
}): Promise<Bitmap> {
  return firstPage(path, width);
}
