/**
 * The ids that clients see. Between two rows of task_events there is room for events that have no row: what
 * is made of a row when it is sent has an id of its own, so that a reader can resume after each single one of
 * them.
 */
const ROOM = 4;

/** The highest id that can come from a row, and be a number in JavaScript. */
export const HIGHEST_EVENT_ID = Number.MAX_SAFE_INTEGER;

export const idOfRow = (rowId: number): number => rowId * ROOM;

/** The `reset` that goes before a whole text, where a reader may have had a part of it. */
export const idBeforeRow = (rowId: number): number => rowId * ROOM - 1;

/** The `end` that follows the last `status`. */
export const idAfterRow = (rowId: number): number => rowId * ROOM + 1;

/**
 * The `reset` that goes before everything, for a reader that comes from elsewhere; below the id of every row.
 */
export const FIRST_ID = 1;

/** The last row that a reader of this id has seen. */
export const rowSeenAt = (id: number): number => Math.floor(id / ROOM);
