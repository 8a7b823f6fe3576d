import type { TaskFilter } from '../tasks/task-filter.js';

/**
 * What 0.1.0 knows of a filter. Its processes may run beside ours, ignore every other field, and would take
 * tasks that nobody meant.
 */
const KNOWN_TO_FIRST: readonly (keyof TaskFilter)[] = [
  'status',
  'type',
  'queue',
  'tag',
  'search',
  'createdAfter',
  'createdBefore',
];

/** In the place of a time: whoever does not know better fails at it, and leaves the action to others. */
const NO_TIME = 'a filter that this version does not know';

type StoredFilter = TaskFilter | { readonly createdBefore: string; readonly newer: TaskFilter };

/** A filter as it is kept: where it is more than 0.1.0 knows, so that 0.1.0 can do nothing with it. */
export function storedFilter(filter: TaskFilter): StoredFilter {
  const given = Object.entries(filter).filter(([, value]) => !isNothing(value));
  const isKnown = given.every(([name]) => KNOWN_TO_FIRST.includes(name as keyof TaskFilter));
  return isKnown ? filter : { createdBefore: NO_TIME, newer: filter };
}

export function knownFilter(stored: StoredFilter): TaskFilter {
  return 'newer' in stored ? stored.newer : stored;
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'object' &&
      value !== null &&
      !(value instanceof Date) &&
      Object.keys(value).length === 0)
  );
}
