import { Command, InvalidArgumentError } from 'commander';

export interface FuzzCommand {
  readonly requests: number;
  readonly seed: string;
  readonly concurrency: number;
}

/** @throws nothing: what cannot be used ends the process with the usage */
export function readCommandLine(args: readonly string[]): FuzzCommand {
  return new Command('npm run fuzz --')
    .description(
      'Asks the API everything that its OpenAPI document says it takes, and more, and holds each answer against the document.',
    )
    .option('--requests <number>', 'how many', wholeNumber, 200_000)
    .option('--seed <text>', 'for the choices of an earlier run', String(Date.now()))
    .option('--concurrency <number>', 'under way at once', wholeNumber, 16)
    .parse(args, { from: 'user' })
    .opts<FuzzCommand>();
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 at least.');
  return Number(text);
}
