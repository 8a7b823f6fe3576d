import { text } from 'node:stream/consumers';
import { type Submission, UsageError } from './command-line.js';

const STANDARD_INPUT = '-';

/**
 * The input of a submission, read from the command line and from standard input where it says so.
 * @throws UsageError
 */
export async function inputOf({ prompt, input }: Submission): Promise<Record<string, unknown>> {
  return {
    ...(prompt !== undefined && { prompt: await given(prompt) }),
    ...(input !== undefined && objectFrom(await given(input))),
  };
}

async function given(value: string): Promise<string> {
  if (value !== STANDARD_INPUT) return value;
  // the end of the last line is none of the text
  const read = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (!read) throw new UsageError('Nothing came on standard input.');
  return read;
}

function objectFrom(input: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(input);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new UsageError('--input is not a JSON object, such as \'{"expression":"1 + 1"}\'.');
}
