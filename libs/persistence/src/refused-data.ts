/**
 * SQLSTATE classes after which the same statement can only fail again: 21 cardinality, 22 data, 23 constraint,
 * 54 more than PostgreSQL can hold.
 */
const DATA_STATES = /^(21|22|23|54)...$/;

/**
 * Classes that say nothing of the data: 08 connection, 25 read-only, 28 access, 3D no database, 40 rolled back,
 * 53 no resources, 55 not in this state, 57 operator (time limits too), 58 system, 72 snapshot, F0 configuration.
 */
const PASSING_STATES = /^(08|25|28|3D|40|53|55|57|58|72|F0)...$/;

/** Whether PostgreSQL refuses what was sent: the row is at fault, and writing it again cannot help. */
export function isDataError(error: unknown): boolean {
  return DATA_STATES.test(sqlStateOf(error));
}

/** Whether PostgreSQL refuses what was sent since it is more than it can hold. */
export function isTooMuch(error: unknown): boolean {
  return sqlStateOf(error).startsWith('54');
}

/** Whether PostgreSQL answered with an error that may be the statement's fault: anything but an outage. */
export function isRefusal(error: unknown): boolean {
  const state = sqlStateOf(error);
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(state) && !PASSING_STATES.test(state);
}

function sqlStateOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const state = driverError?.code ?? code;
  return typeof state === 'string' ? state : '';
}
