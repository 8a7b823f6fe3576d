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

export function textOf(value: Readonly<Record<string, unknown>> | undefined): string {
  return value && Object.keys(value).length > 0 ? JSON.stringify(value, null, 2) : '';
}
