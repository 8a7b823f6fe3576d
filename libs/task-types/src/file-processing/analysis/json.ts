import { Readable } from 'node:stream';
import parser from 'stream-json/parser.js';
import type { JsonAnalysis } from './analysis.js';
import { decoded } from './decoded.js';
import { JsonShape } from './json-shape.js';
import { streamed } from './streamed.js';

/** Streams through a JSON text of any size. @throws UnusableInput for one that is damaged or nested too deep */
export async function analyseJson(path: string, signal: AbortSignal): Promise<JsonAnalysis> {
  const { pieces } = await decoded(path, signal);
  const shape = new JsonShape();
  const count = async (tokens: AsyncIterable<parser.Token>): Promise<void> => {
    for await (const token of tokens) shape.add(token);
  };
  const tokens = parser.asStream({ packValues: true, streamValues: false });
  const content = Readable.from(pieces, { objectMode: false });
  await streamed([content, tokens], count, { signal, damaged: () => 'The JSON is damaged or cut off.' });
  return shape.result();
}
