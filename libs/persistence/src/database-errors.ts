import { SilentConnection } from './connections/silent-connection.js';

/*
 * What an error of the database means. Codes of PostgreSQL (SQLSTATE) are read in this file and nowhere else.
 */

/** Their classes, the first two characters. */
const CLASS = {
  connection: '08',
  cardinality: '21',
  data: '22',
  constraint: '23',
  transactionState: '25',
  access: '28',
  noDatabase: '3D',
  rolledBack: '40',
  noResources: '53',
  tooMuch: '54',
  notInState: '55',
  operator: '57',
  system: '58',
  snapshot: '72',
  configuration: 'F0',
} as const;

const STATE = {
  invalidParameter: '22023',
  duplicate: '23505',
  readOnly: '25006',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  noDatabase: '3D000',
  diskFull: '53100',
  outOfMemory: '53200',
  lockNotAvailable: '55P03',
  /** A time limit of the server's, or somebody cancelled the statement. */
  cancelled: '57014',
} as const;

/** The same statement can only fail again. */
const OF_DATA = classes('cardinality', 'data', 'constraint', 'tooMuch');

/** They say nothing of the data. */
const PASSING = classes(
  ...(['connection', 'transactionState', 'access', 'noDatabase', 'rolledBack', 'noResources'] as const),
  ...(['notInState', 'operator', 'system', 'snapshot', 'configuration'] as const),
);

const AWAY = classes('connection', 'access', 'rolledBack', 'noResources', 'operator');
/** After a failover the old primary takes no writes. */
const AWAY_STATES: readonly string[] = [STATE.readOnly, STATE.noDatabase];

const { readOnly, adminShutdown, crashShutdown, cannotConnectNow } = STATE;
const ENDING_STATES: readonly string[] = [readOnly, adminShutdown, crashShutdown, cannotConnectNow];

const UNSTORABLE = classes('data', 'tooMuch');

/** A time limit, or no memory or disk for it. */
const TOO_LARGE_STATES: readonly string[] = [STATE.cancelled, STATE.diskFull, STATE.outOfMemory];

/** Whether PostgreSQL refuses what was sent: the row is at fault, and writing it again cannot help. */
export function isDataError(error: unknown): boolean {
  return OF_DATA.has(classOf(error));
}

/** Whether PostgreSQL refuses what was sent since it is more than it can hold. */
export function isTooMuch(error: unknown): boolean {
  return classOf(error) === CLASS.tooMuch;
}

/**
 * Whether the statement itself may be at fault: PostgreSQL answered with anything but an outage, or it could
 * not even be sent.
 */
export function isRefusal(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof RangeError || cause instanceof TypeError) return true;
  return stateOf(error) !== '' && !PASSING.has(classOf(error));
}

/**
 * Whether the statement may have been more than PostgreSQL can do in time or in memory. That may as well be
 * an outage; but what is to be written again had better come in smaller parts.
 */
export function mayBeTooLarge(error: unknown): boolean {
  return causeOf(error) instanceof SilentConnection || TOO_LARGE_STATES.includes(stateOf(error));
}

/** Whether a statement took longer than its time limit. */
export function isOutOfTime(error: unknown): boolean {
  return stateOf(error) === STATE.cancelled;
}

/** Whether a lock was waited for longer than `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return stateOf(error) === STATE.lockNotAvailable;
}

/** Whether a row has the same values as another one, where the constraint allows that once. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  const violated = (causeOf(error) as { constraint?: unknown } | null)?.constraint;
  return stateOf(error) === STATE.duplicate && violated === constraint;
}

/** Wrong credentials or a missing database: they do not mend themselves. */
export function isAccessRefused(error: unknown): boolean {
  const refusing: readonly string[] = [CLASS.access, CLASS.noDatabase];
  return refusing.includes(classOf(error));
}

/** Whether the server takes no writes any more, or goes: another one may be the primary now. */
export function endsConnection(error: unknown): boolean {
  return ENDING_STATES.includes(stateOf(error));
}

/** Whether the server cannot do what a setting asks for. */
export function isUnsupportedSetting(error: unknown): boolean {
  return stateOf(error) === STATE.invalidParameter;
}

/** Whether a value that was sent cannot be held by PostgreSQL at all; the error may come wrapped. */
export function isUnstorable(error: unknown): boolean {
  return chainOf(error).some((link) => UNSTORABLE.has(classOf(link)));
}

/** Whether an error says that the database is away, or cannot serve now; it may come wrapped. */
export function isDatabaseAway(error: unknown): boolean {
  return chainOf(error).some(
    (link) =>
      AWAY.has(classOf(link)) ||
      AWAY_STATES.includes(stateOf(link)) ||
      CONNECTION_CODES.test(textOf(link.code)) ||
      AWAY_MESSAGES.test(textOf(link.message)),
  );
}

/** Of Node. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Of pg and TypeORM, which give these errors no code. */
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|not queryable|Driver not Connected|Connection is not established|Cannot use a pool after calling end|DataSource is not set|is not connected/i;

/** Of PostgreSQL or of Node, for a log. */
export function codeOf(error: unknown): unknown {
  return (causeOf(error) as Link | null | undefined)?.code;
}

/** SQLSTATE; empty where it was not PostgreSQL that answered. Codes of Node, such as EPIPE, have no digit. */
function stateOf(error: unknown): string {
  const code = textOf(codeOf(error));
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : '';
}

function classOf(error: unknown): string {
  return stateOf(error).slice(0, 2);
}

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** TypeORM wraps what the driver said. */
function causeOf(error: unknown): unknown {
  return (error as { driverError?: unknown } | null | undefined)?.driverError ?? error;
}

function chainOf(error: unknown, depth = 0): Link[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, message, driverError, cause, errors } = error as Record<string, unknown>;
  const inner = [driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [{ code, message }, ...inner.flatMap((one) => chainOf(one, depth + 1))];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function classes(...names: readonly (keyof typeof CLASS)[]): ReadonlySet<string> {
  return new Set(names.map((name) => CLASS[name]));
}
