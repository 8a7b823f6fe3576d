import { detect } from 'tinyld';
import type { TextAnalysis } from './analysis.js';
import { decoded } from './decoded.js';
import { WordCount } from './word-count.js';

/** A language shows in a page of text. */
const LANGUAGE_SAMPLE = 4_000;
/** Fewer are a guess. */
const FEWEST_LETTERS = 20;

/** Streams through a text of any size. */
export async function analyseText(path: string, signal: AbortSignal): Promise<TextAnalysis> {
  const { encoding, pieces } = await decoded(path, signal);
  const words = new WordCount();
  let [characters, breaks, sample, last] = [0, 0, '', ''];
  for await (const piece of pieces) {
    words.add(piece);
    characters += piece.length;
    breaks += breaksIn(piece);
    if (sample.length < LANGUAGE_SAMPLE) sample += piece.slice(0, LANGUAGE_SAMPLE);
    last = piece.at(-1) ?? last;
  }
  const lines = breaks + (last === '\n' || characters === 0 ? 0 : 1);
  return { kind: 'text', encoding, lines, words: words.total(), characters, language: languageOf(sample) };
}

function languageOf(sample: string): string | null {
  return (sample.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS ? null : detect(sample) || null;
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
