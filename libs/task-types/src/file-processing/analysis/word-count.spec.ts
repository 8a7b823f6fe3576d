import { jest } from '@jest/globals';
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

it('gives the segmenter little at once, and counts as it would at once', () => {
  const text = '人工智能是计算机科学的一个分支它企图了解智能的实质'.repeat(200);
  const atOnce = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  const segment = jest.spyOn(Intl.Segmenter.prototype, 'segment');
  expect(wordsIn(text)).toBe(atOnce.filter(({ isWordLike }) => isWordLike).length);
  const lengths = segment.mock.calls.map(([piece]) => piece.length);
  segment.mockRestore();
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(1.1 * text.length);
});
