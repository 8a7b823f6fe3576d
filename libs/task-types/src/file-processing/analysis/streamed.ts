import type { Readable, Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UnusableInput } from '../unusable-input.js';

/**
 * Streams a content through a parser into what reads it.
 * @param damaged what to say where the parser gives up
 * @throws the reason of the signal, what the reader throws, or UnusableInput
 */
export async function streamed<Piece, Result>(
  [content, parser]: readonly [Readable, Duplex],
  read: (pieces: AsyncIterable<Piece>) => Promise<Result>,
  { signal, damaged }: { signal: AbortSignal; damaged: (error: unknown) => string },
): Promise<Result> {
  let fault: UnusableInput | null = null; // a pipeline may tell that it was broken off rather than why
  const watched = (pieces: AsyncIterable<Piece>): Promise<Result> =>
    read(pieces).catch((error: unknown) => {
      if (error instanceof UnusableInput) fault = error;
      throw error;
    });
  try {
    return await pipeline(content, parser, watched as (pieces: AsyncIterable<unknown>) => Promise<Result>, {
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw fault ?? new UnusableInput(damaged(error));
  }
}
