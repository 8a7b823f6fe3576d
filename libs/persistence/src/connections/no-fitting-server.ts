import type { SessionAttributes } from '@app/config';

/** Of all servers of the address none can be used now. */
export class NoFittingServer extends Error {
  override readonly name = 'NoFittingServer';
  readonly code = 'EHOSTUNREACH';

  /** @param found what each of them is, or why it cannot be reached */
  constructor(wanted: SessionAttributes, found: readonly string[]) {
    super(`No PostgreSQL server that fits target_session_attrs=${wanted}: ${found.join('; ')}`);
  }
}
