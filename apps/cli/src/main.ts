import { ApiError, ConnectionError } from '@app/client';
import { CommanderError } from 'commander';
import { readCommandLine, UsageError } from './command-line.js';
import { run } from './run.js';

const EXIT = { wrongUse: 2, interrupted: 130 } as const;

/** A reader of our output that has enough, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : EXIT.wrongUse),
);

const interrupted = new AbortController();
// npm passes on what the terminal sent too
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

try {
  process.exitCode = await run(readCommandLine(process.argv), interrupted.signal);
} catch (error) {
  process.exitCode = explain(error);
}

function explain(error: unknown): number {
  if (interrupted.signal.aborted) return EXIT.interrupted;
  // commander has said why
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrongUse;
  if (!isExpected(error)) throw error;
  process.stderr.write(`${messageOf(error)}\n`);
  return EXIT.wrongUse;
}

function isExpected(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof ApiError || error instanceof ConnectionError;
}

/** What a program would send is no help to a person. */
function messageOf(error: Error): string {
  if (error instanceof ConnectionError)
    return `${error.message}\nIs the server running (npm start)? Another address: --url, or TASK_RUNNER_URL.`;
  if (!(error instanceof ApiError) || error.status !== 401) return error.message;
  return process.env.TASK_RUNNER_KEY || process.argv.some((one) => /^(-k|--key)/.test(one))
    ? 'The server does not know this key. Look for a missing or an extra character in --key, or TASK_RUNNER_KEY.'
    : 'The server wants a key. Give one with --key, or TASK_RUNNER_KEY.';
}
