import { createReadStream } from 'node:fs';
import { sampleOf } from '../format/sample.js';
import { encodingOf } from './encoding.js';

const SAMPLE_BYTES = 256 * 1024;

/** A text file as pieces of text; a piece at a time is in memory. */
export async function decoded(
  path: string,
  signal: AbortSignal,
): Promise<{ encoding: string; pieces: AsyncIterable<string> }> {
  const encoding = encodingOf(await sampleOf(path, SAMPLE_BYTES));
  return { encoding, pieces: decode(path, encoding, signal) };
}

async function* decode(path: string, encoding: string, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path, { signal })) {
    const text = decoder.decode(bytes as Buffer, { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}
