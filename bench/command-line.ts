import { Command, InvalidArgumentError, Option } from 'commander';
import type { BrokerName } from '../test/support/brokers.js';

export const BENCHMARK_NAMES = [
  'submissions',
  'delivery',
  'work',
  'waiting',
  'latency',
  'streams',
  'reads',
  'costs',
] as const;

export type BenchmarkName = (typeof BENCHMARK_NAMES)[number];

export interface BenchOptions {
  /** All where it is not given. */
  readonly only?: BenchmarkName;
  /** Both where it is not given. */
  readonly broker?: BrokerName;
  /** Rows that the reads look through. */
  readonly tasks: number;
  /** Where the figures are written as JSON. */
  readonly json?: string;
  /** A folder for CPU profiles of the processes of the product. */
  readonly cpuProf?: string;
}

/** @throws nothing: what cannot be used ends the process with the usage */
export function readCommandLine(args: readonly string[]): BenchOptions {
  const command = new Command('npm run bench --')
    .description('Measures how fast the product is, beside what this machine can do at most.')
    .addOption(new Option('--only <name>', 'one benchmark').choices(BENCHMARK_NAMES))
    .addOption(new Option('--broker <name>', 'one broker').choices(['postgres', 'redis']))
    .option('--tasks <number>', 'rows that the reads look through', wholeNumber, 200_000)
    .option('--json <file>', 'also write the figures to a file, as JSON')
    .option('--cpu-prof <folder>', 'write CPU profiles of the API and the worker')
    .parse(args, { from: 'user' });
  return command.opts<BenchOptions>();
}

function wholeNumber(text: string): number {
  if (!/^\d{1,8}$/.test(text) || Number(text) < 1_000)
    throw new InvalidArgumentError('It must be a whole number, 1000 at least.');
  return Number(text);
}
