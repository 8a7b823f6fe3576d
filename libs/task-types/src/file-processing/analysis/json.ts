import { Readable } from 'node:stream';
import parser from 'stream-json/parser.js';
import type { JsonAnalysis } from './analysis.js';
import { decoded } from './decoded.js';
import { UnusableInput } from '../unusable-input.js';
import { JsonShape } from './json-shape.js';

/** Streams through a JSON text of any size. @throws UnusableInput for one that is damaged or nested too deep */
export async function analyseJson(path: string, signal: AbortSignal): Promise<JsonAnalysis> {
  const { pieces } = await decoded(path, signal);
  const shape = new JsonShape();
  const tokens = Readable.from(pieces, { objectMode: false }).pipe(parser.asStream({ packValues: true, streamValues: false }));
  try {
    for await (const token of tokens as AsyncIterable<parser.Token>) shape.add(token);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UnusableInput ? error : new UnusableInput('The JSON is damaged or cut off.');
  }
  return shape.result();
}
