import type { ProblemPath } from '@app/tasks';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The path of the first key that every object already has, such as `constructor` or `toString`:
 * class-transformer skips those, so that no validation would see them. Null where there is none. The value
 * must not be nested too deeply.
 */
export function inheritedKeyPath(value: unknown): ProblemPath | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key in Object.prototype ? [] : inheritedKeyPath(inner);
    if (found) return [key, ...found];
  }
  return null;
}
