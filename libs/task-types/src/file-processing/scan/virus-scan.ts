import { createReadStream } from 'node:fs';
import { TaskError } from '@app/tasks';
import { type ClamdAddress, ClamdUnavailable, scanStream } from './clamd.js';

export type ScanReport =
  | { readonly status: 'clean'; readonly scanner: 'clamd' }
  | { readonly status: 'skipped'; readonly reason: string };

/**
 * Has a file scanned, where a scanner is configured.
 * @throws TaskError: not retried for an infected file or one the scanner refuses, retried where the scanner
 *   is away
 */
export async function scan(
  path: string,
  clamd: ClamdAddress | null,
  signal: AbortSignal,
): Promise<ScanReport> {
  if (!clamd) return { status: 'skipped', reason: 'No scanner is configured (CLAMD_URL).' };
  const answer = await scanStream(createReadStream(path), clamd, signal).catch((error: unknown) =>
    unavailable(error),
  );
  const [, signature] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (signature) throw refused('invalid_input', `The scanner found ${signature.slice(0, 200)} in the file.`);
  if (answer === 'stream: OK') return { status: 'clean', scanner: 'clamd' };
  if (/size limit exceeded/i.test(answer))
    throw refused('provider_rejected', 'The scanner takes no file of this size (StreamMaxLength of clamd).');
  throw new TaskError('provider_unavailable', 'The scanner gave no verdict.', { retryable: true });
}

function refused(code: 'invalid_input' | 'provider_rejected', message: string): TaskError {
  return new TaskError(code, message, { retryable: false });
}

function unavailable(error: unknown): never {
  if (!(error instanceof ClamdUnavailable)) throw error;
  throw new TaskError('provider_unavailable', 'The scanner does not answer.', {
    retryable: true,
    cause: error,
  });
}
