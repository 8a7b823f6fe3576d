import type { Position } from '@app/persistence';
import { parseDateTime } from './date-time.js';
import { isTaskId } from './task-id.js';

/** A position as an opaque text for URLs. */
export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
}

/** The position in a cursor that we made; null for any other text. */
export function decodeCursor(cursor: string): Position | null {
  const [time, id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const createdAt = parseDateTime(time);
  if (!createdAt || !isTaskId(id)) return null;
  return encodeCursor({ createdAt, id }) === cursor ? { createdAt, id } : null;
}
