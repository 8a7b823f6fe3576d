/** What was found in a file. */
export type Analysis =
  ImageAnalysis | PdfAnalysis | TextAnalysis | CsvAnalysis | JsonAnalysis | ArchiveAnalysis | OtherAnalysis;

export interface ImageAnalysis {
  readonly kind: 'image';
  /** As it is to be looked at, in pixels: turned where the camera was. */
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly hasAlpha: boolean;
  /** Of an animation; 1 otherwise. */
  readonly frames: number;
  /** The most frequent first, at most five; the share is of the visible pixels, 0 to 1. */
  readonly dominantColors: readonly { readonly color: string; readonly share: number }[];
  /**
   * What tells about the camera. Never where, whose, or which one: no position, names or serial numbers. Null
   * where there is none.
   */
  readonly exif: Readonly<Record<string, string | number>> | null;
}

export interface PdfAnalysis {
  readonly kind: 'pdf';
  readonly pages: number;
  /** Of the first page, in points (1/72 inch). */
  readonly pageWidth: number;
  readonly pageHeight: number;
}

export interface TextAnalysis {
  readonly kind: 'text';
  readonly encoding: string;
  readonly lines: number;
  readonly words: number;
  readonly characters: number;
  /** ISO 639-1; null where it cannot be told. */
  readonly language: string | null;
}

export interface CsvAnalysis {
  readonly kind: 'csv';
  readonly encoding: string;
  readonly delimiter: string;
  /** Without the header. */
  readonly rows: number;
  readonly columns: number;
  /** At most 100 names of at most 100 characters. */
  readonly header: readonly string[];
  /** Rows with more or fewer fields than the header. */
  readonly irregularRows: number;
}

export interface JsonAnalysis {
  readonly kind: 'json';
  readonly root: 'object' | 'array' | 'value';
  /** 1 for a flat object or array, 0 for a value. */
  readonly depth: number;
  readonly objects: number;
  readonly arrays: number;
  readonly values: number;
  /** Elements of the outermost array or fields of the outermost object. */
  readonly entries: number;
  /** Of the outermost object, at most 100 of at most 100 characters. */
  readonly keys: readonly string[];
}

export interface ArchiveAnalysis {
  readonly kind: 'archive';
  /** Null for a format whose contents are not listed. */
  readonly entries: number | null;
  /** In bytes: of a ZIP as it says, of gzip as counted. */
  readonly expandedSize: number;
}

export interface OtherAnalysis {
  readonly kind: 'other';
}
