/** A connection that may be dead without a sign was closed. What was asked on it may have happened. */
export class SilentConnection extends Error {
  override readonly name = 'SilentConnection';
  readonly code = 'ETIMEDOUT';

  /** @param what PostgreSQL did */
  constructor(what: string) {
    super(`PostgreSQL ${what}; the connection was closed`);
  }
}
