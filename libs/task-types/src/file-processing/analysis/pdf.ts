import { readFile, stat } from 'node:fs/promises';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { PdfAnalysis } from './analysis.js';
import { UnusableInput } from '../unusable-input.js';
import { boundWebAssemblyMemory } from './wasm-memory.js';

/** PDFium needs the file as a whole. */
const MOST_BYTES = 100 * 1024 ** 2;

/** Of PDFium with the file in it: what a page unpacks to has to fit in. */
const MEMORY_BYTES = 512 * 1024 ** 2;

/** The pixels that a page is drawn with. */
const HIGHEST_RATIO = 2;

/** @throws UnusableInput for a PDF that is damaged, encrypted, too large, or has no page */
export function analysePdf(path: string): Promise<PdfAnalysis> {
  return withDocument(path, (document) => {
    const pages = document.getPageCount();
    const { width, height } = sizeOf(document);
    return Promise.resolve({ kind: 'pdf', pages, pageWidth: rounded(width), pageHeight: rounded(height) });
  });
}

/**
 * The first page in RGBA, so many pixels wide, or less where it is very high.
 * @throws UnusableInput as above
 */
export function firstPage(
  path: string,
  width: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  return withDocument(path, async (document) => {
    const size = sizeOf(document);
    const height = Math.max(1, Math.round((width * size.height) / size.width));
    const fitting = Math.min(1, (HIGHEST_RATIO * width) / height);
    const pixels = {
      width: Math.max(1, Math.floor(width * fitting)),
      height: Math.max(1, Math.floor(height * fitting)),
    };
    const page = await document.getPage(0).render({ render: 'bitmap', ...pixels });
    return { data: page.data, width: page.width, height: page.height };
  });
}

async function withDocument<Result>(
  path: string,
  use: (document: PDFiumDocument) => Promise<Result>,
): Promise<Result> {
  if ((await stat(path)).size > MOST_BYTES)
    throw new UnusableInput(`The PDF is larger than ${MOST_BYTES} bytes.`);
  boundWebAssemblyMemory(MEMORY_BYTES);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(await readFile(path));
    if (document.getPageCount() < 1) throw new UnusableInput('The PDF has no pages.');
    return await use(document);
  } catch (error) {
    throw error instanceof UnusableInput ? error : new UnusableInput(reason(error));
  }
  // No destroy: each work loads a module of its own, and what a damaged file left behind goes with it.
}

function sizeOf(document: PDFiumDocument): { width: number; height: number } {
  const { originalWidth: width, originalHeight: height } = document.getPage(0).getOriginalSize();
  if (width > 0 && height > 0 && Number.isFinite(width * height)) return { width, height };
  throw new UnusableInput('The first page of the PDF has no size.');
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/password|security/i.test(message)) return 'The PDF is encrypted: it opens only with a password.';
  if (/memory|out of bounds|abort/i.test(message))
    return 'The PDF unpacks to more than can be processed, or is damaged.';
  return 'The PDF is damaged or cut off.';
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
