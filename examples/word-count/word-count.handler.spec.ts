import { contextFor } from '@app/handlers';
import { inputProblems, instanceOf } from '@app/tasks';
import { WordCountHandler } from './word-count.handler.js';
import { WordCountInput } from './word-count.input.js';

describe('demo.word-count', () => {
  it.each([
    ['to be or not to be', 6],
    ['  two\n words ', 2],
    ['', 0],
  ])('of %j gives %d', async (text, words) => {
    expect(await new WordCountHandler().run(contextFor({ text }))).toEqual({ words });
  });

  it('refuses what is no text', () => {
    expect(inputProblems(instanceOf(WordCountInput, { text: 5 })).map(({ path }) => path)).toContainEqual([
      'text',
    ]);
  });
});
