import { parseArgs } from 'node:util';
import { ConfigurationError } from './configuration-error.js';

/**
 * `--queues=a,b --concurrency=2` as the variables they stand for.
 * @throws ConfigurationError on a flag that is not known
 */
export function workerFlags(args: readonly string[]): Record<string, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { queues: { type: 'string' }, concurrency: { type: 'string' } },
    });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]));
  } catch (cause) {
    throw new ConfigurationError([`command line: ${(cause as Error).message}`]);
  }
}
