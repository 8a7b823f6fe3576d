import type { Input } from './schema-validator';

/** @returns undefined for nothing, null for what is no object */
export function objectIn(text: string): Input | undefined | null {
  if (!text.trim()) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? (value as Input | null) : null;
  } catch {
    return null; // not finished yet
  }
}

/** For a field that takes any JSON: what is none is a text as it stands. */
export function jsonOrTextIn(text: string): unknown {
  if (!text.trim()) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function textOf(value: unknown): string {
  if (value === undefined || isEmpty(value)) return '';
  const isPlain = typeof value === 'string' && jsonOrTextIn(value) === value;
  return isPlain ? value : JSON.stringify(value, null, 2);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
