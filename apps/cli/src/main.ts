import { ApiError, ConnectionError } from '@app/client';
import { CommanderError } from 'commander';
import { readCommandLine, UsageError } from './command-line.js';
import { run } from './run.js';

const EXIT = { wrongUse: 2, interrupted: 130 } as const;

/** A reader of our output that has enough, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : EXIT.wrongUse));

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort()); // npm passes on what the terminal sent too

try {
  process.exitCode = await run(readCommandLine(process.argv), interrupted.signal);
} catch (error) {
  process.exitCode = explain(error);
}

function explain(error: unknown): number {
  if (interrupted.signal.aborted) return EXIT.interrupted;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrongUse; // commander has said why
  if (!isExpected(error)) throw error;
  process.stderr.write(`${error.message}\n${adviceFor(error)}`);
  return EXIT.wrongUse;
}

function isExpected(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof ApiError || error instanceof ConnectionError;
}

function adviceFor(error: Error): string {
  if (error instanceof ConnectionError) return 'Is the server running (npm start)? Another address: --url, or TASK_RUNNER_URL.\n';
  if (error instanceof ApiError && error.status === 401) return 'Give a key with --key, or TASK_RUNNER_KEY.\n';
  return '';
}
