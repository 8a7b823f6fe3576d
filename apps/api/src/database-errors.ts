const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/**
 * SQLSTATE: 08 connection, 53 no resources, 57 operator (also statement timeouts), 40 rolled back, 25006
 * read-only after a failover.
 */
const AWAY_STATES = /^(08...|53...|57...|40...|25006|3D000|28...)$/;
/** SQLSTATE: 22 data that PostgreSQL cannot hold, 54 more of it than it can hold. */
const DATA_STATES = /^(22|54)...$/;
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|not queryable|Driver not Connected|Connection is not established|Cannot use a pool after calling end|DataSource is not set|is not connected/i;

/** Whether an error says that the database is away, or cannot serve now; it may come wrapped. */
export function isDatabaseAway(error: unknown): boolean {
  return chainOf(error).some(
    ({ code, message }) =>
      AWAY_STATES.test(code) || CONNECTION_CODES.test(code) || AWAY_MESSAGES.test(message),
  );
}

/** Whether PostgreSQL refused a value itself: what was sent is at fault, not the server. */
export function isRefusedData(error: unknown): boolean {
  return chainOf(error).some(({ code }) => DATA_STATES.test(code));
}

interface Link {
  readonly code: string;
  readonly message: string;
}

function chainOf(error: unknown, depth = 0): Link[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, message, driverError, cause, errors } = error as Record<string, unknown>;
  const own = {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
  };
  const inner = [driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [own, ...inner.flatMap((one) => chainOf(one, depth + 1))];
}
