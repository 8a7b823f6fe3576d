import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ConfigurationError } from './configuration-error.js';

const TASK_TYPES = { 'task-types': { type: 'string', multiple: true } } as const;

/**
 * `--queues=a,b --concurrency=2 --task-types=./task-types` as the variables they stand for.
 * @throws ConfigurationError on a flag that is not known
 */
export function workerFlags(args: readonly string[]): Record<string, string> {
  return variablesOf(args, { ...TASK_TYPES, queues: { type: 'string' }, concurrency: { type: 'string' } });
}

/**
 * `--task-types=./task-types` as the variable it stands for.
 * @throws ConfigurationError on a flag that is not known
 */
export function apiFlags(args: readonly string[]): Record<string, string> {
  return variablesOf(args, TASK_TYPES);
}

function variablesOf(args: readonly string[], options: ParseArgsConfig['options']): Record<string, string> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name.toUpperCase().replace('-', '_'), String(value)]),
    );
  } catch (cause) {
    throw new ConfigurationError([`command line: ${(cause as Error).message}`]);
  }
}
