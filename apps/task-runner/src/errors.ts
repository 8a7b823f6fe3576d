/** What was asked for cannot be done; the message says why, and what to do. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** The command line cannot be meant like that. */
export class WrongUse extends CommandError {
  override readonly name = 'WrongUse';
}
