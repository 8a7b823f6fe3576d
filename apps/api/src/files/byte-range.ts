import type { ByteRange } from '@app/files';

/**
 * The part of a file that a Range header asks for. Null: the whole file, since there is no header, or one
 * that may be ignored (another unit, several ranges, not understood; RFC 9110, 14.2).
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first !== '') return interval(Number(first), last === '' ? size - 1 : Number(last), size);
  return last === '' ? null : suffix(Number(last), size);
}

function interval(start: number, end: number, size: number): ByteRange | 'unsatisfiable' | null {
  if (start >= size) return 'unsatisfiable';
  return end < start ? null : { start, end: Math.min(end, size - 1) };
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable';
  return { start: Math.max(0, size - length), end: size - 1 };
}
