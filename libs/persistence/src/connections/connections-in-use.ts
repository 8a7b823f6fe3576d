/** No connection of a pool came free in time. The server was not asked, and may be well. */
export class ConnectionsInUse extends Error {
  override readonly name = 'ConnectionsInUse';
  readonly code = 'ETIMEDOUT';

  /** @param connections that the pool has */
  constructor(connections: number, options?: ErrorOptions) {
    super(`All ${connections} database connections of this pool are in use (DATABASE_POOL_SIZE)`, options);
  }
}
