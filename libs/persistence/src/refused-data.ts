import { SilentConnection } from './connections/silent-connection.js';

/**
 * SQLSTATE classes after which the same statement can only fail again: 21 cardinality, 22 data, 23
 * constraint, 54 more than PostgreSQL can hold.
 */
const DATA_STATES = /^(21|22|23|54)...$/;

/**
 * Classes that say nothing of the data: 08 connection, 25 read-only, 28 access, 3D no database, 40 rolled
 * back, 53 no resources, 55 not in this state, 57 operator (time limits too), 58 system, 72 snapshot, F0
 * configuration.
 */
const PASSING_STATES = /^(08|25|28|3D|40|53|55|57|58|72|F0)...$/;

/** A time limit, or no memory or disk for it. */
const TOO_LARGE_STATES = /^(57014|53100|53200)$/;

/** Whether PostgreSQL refuses what was sent: the row is at fault, and writing it again cannot help. */
export function isDataError(error: unknown): boolean {
  return DATA_STATES.test(sqlStateOf(error));
}

/** Whether PostgreSQL refuses what was sent since it is more than it can hold. */
export function isTooMuch(error: unknown): boolean {
  return sqlStateOf(error).startsWith('54');
}

/**
 * Whether the statement itself may be at fault: PostgreSQL answered with anything but an outage, or it could
 * not even be sent.
 */
export function isRefusal(error: unknown): boolean {
  if (causeOf(error) instanceof RangeError || causeOf(error) instanceof TypeError) return true;
  const state = sqlStateOf(error);
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(state) && !PASSING_STATES.test(state);
}

/**
 * Whether the statement may have been more than PostgreSQL can do in time or in memory. That may as well be
 * an outage; but what is to be written again had better come in smaller parts.
 */
export function mayBeTooLarge(error: unknown): boolean {
  return causeOf(error) instanceof SilentConnection || TOO_LARGE_STATES.test(sqlStateOf(error));
}

function sqlStateOf(error: unknown): string {
  const { code } = (causeOf(error) ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** TypeORM wraps what the driver said. */
function causeOf(error: unknown): unknown {
  return (error as { driverError?: unknown } | null | undefined)?.driverError ?? error;
}
