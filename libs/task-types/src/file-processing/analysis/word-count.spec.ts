import { WordCount } from './word-count.js';

const wordsIn = (...pieces: string[]): number => {
  const count = new WordCount();
  pieces.forEach((piece) => count.add(piece));
  return count.total();
};

it.each([
  ['', 0],
  ['one', 1],
  ['It’s well-known: 3 words, no 7.', 6],
  ['我们今天学习中文', 4],
])('counts the words of %j', (text, expected) => expect(wordsIn(text)).toBe(expected));

it('counts a word that lies across two pieces once', () =>
  expect(wordsIn('one tw', 'o three', ' four')).toBe(4));

it('keeps little of a word without end', () =>
  expect(wordsIn(...Array.from({ length: 10 }, () => 'x'.repeat(5_000)))).toBeLessThanOrEqual(10));
