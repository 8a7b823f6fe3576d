import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { UnusableInput } from '../unusable-input.js';
import type { JsonAnalysis } from './analysis.js';
import { decoded } from './decoded.js';
import { JsonShape } from './json-shape.js';

/**
 * Goes through a JSON text of any size, a piece at a time. The parser is called as the function that it is:
 * as a stream it would wait for the event loop with each of millions of tokens.
 * @throws UnusableInput for one that is damaged or nested too deep
 */
export async function analyseJson(path: string, signal: AbortSignal): Promise<JsonAnalysis> {
  const { pieces } = await decoded(path, signal);
  const tokensOf = parser();
  const shape = new JsonShape();
  try {
    for await (const piece of pieces) tokensOf(piece).forEach((token) => shape.add(token));
    tokensOf(none).forEach((token) => shape.add(token));
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UnusableInput ? error : new UnusableInput('The JSON is damaged or cut off.');
  }
  return shape.result();
}

/** Gives the tokens of each piece, and with `none` those of the end. */
function parser(): (piece: string | typeof none) => Token[] {
  const parse = jsonParser({ packValues: true, streamValues: false });
  return (piece) => {
    const found = parse(piece as string);
    return isMany(found) ? getManyValues<Token>(found) : [];
  };
}
