import { NEWEST_FIRST, type Position, type TaskOrder } from '@app/persistence';
import { parseDateTime } from '@app/bodies';
import { isUuid } from '../requests/uuid.js';

/** A position as an opaque text for URLs; it is good for the order in which it was found. */
export function encodeCursor({ at, id }: Position, order: TaskOrder = NEWEST_FIRST): string {
  return Buffer.from([at.toISOString(), id, ...(order === NEWEST_FIRST ? [] : [order])].join(' ')).toString(
    'base64url',
  );
}

/** The position in a cursor that we made for this order; null for any other text. */
export function decodeCursor(cursor: string, order: TaskOrder = NEWEST_FIRST): Position | null {
  const [time, id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const at = parseDateTime(time);
  if (!at || !isUuid(id)) return null;
  return encodeCursor({ at, id }, order) === cursor ? { at, id } : null;
}
