import { dominantColors } from './dominant-colors.js';

const pixels = (...colors: [number[], number][]): Uint8Array =>
  Uint8Array.from(colors.flatMap(([color, times]) => Array(times).fill(color).flat()));

it('names the most frequent colours with their share, alike ones as one, invisible ones not at all', () => {
  const image = pixels(
    [[255, 0, 0, 255], 6],
    [[250, 0, 0, 255], 2],
    [[0, 0, 255, 255], 2],
    [[0, 255, 0, 0], 90],
  );
  expect(dominantColors(image)).toEqual([
    { color: '#fe0000', share: 0.8 },
    { color: '#0000ff', share: 0.2 },
  ]);
});

it('names none of a picture that nobody sees', () =>
  expect(dominantColors(pixels([[1, 2, 3, 0], 4]))).toEqual([]));
