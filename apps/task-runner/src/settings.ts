import { EnvFileError, loadEnvFile } from '@app/config';
import type { WorkerOptions } from './options.js';
import { CommandError, WrongUse } from './errors.js';

/** Puts `.env` of this folder and the flags of the command line into the environment; a flag wins. */
export function readSettings({ taskTypes, queues, concurrency }: WorkerOptions = {}): void {
  try {
    loadEnvFile(process.cwd());
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    throw new CommandError(error.message);
  }
  const withComma = taskTypes?.find((place) => place.includes(','));
  if (withComma) throw new WrongUse(`--task-types: a comma can't be in the name of a folder: ${withComma}`);
  set('TASK_TYPES', taskTypes?.join(','));
  set('QUEUES', queues);
  set('CONCURRENCY', concurrency);
}

function set(variable: string, value: string | undefined): void {
  if (value !== undefined) process.env[variable] = value;
}
