import { Command, InvalidArgumentError, Option } from 'commander';
import type { BrokerName } from '../../test/support/brokers.js';

export interface SoakCommand {
  readonly minutes: number;
  /** Both, side by side, where it is not given. */
  readonly broker?: BrokerName;
  readonly seed: string;
  /** Tasks a second on each broker; two thirds of what is measured at the start where it is not given. */
  readonly rate?: number;
}

/** @throws nothing: what cannot be used ends the process with the usage */
export function readCommandLine(args: readonly string[]): SoakCommand {
  return new Command('npm run soak --')
    .description(
      'Two APIs and two workers work while the connections to their servers freeze, lag and break. Nothing may be lost or run twice.',
    )
    .option('--minutes <number>', 'how long tasks are submitted', positive, 60)
    .addOption(new Option('--broker <name>', 'one broker').choices(['postgres', 'redis']))
    .option('--seed <text>', 'for the weather of an earlier run', String(Date.now()))
    .option(
      '--rate <number>',
      'tasks a second on each broker; two thirds of what the machine can do where it is not given',
      positive,
    )
    .parse(args, { from: 'user' })
    .opts<SoakCommand>();
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10_000))
    throw new InvalidArgumentError('It must be a number above 0 and at most 10000.');
  return value;
}
