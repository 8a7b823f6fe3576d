import { inputProblems, instanceOf, type TaskContext } from '@app/tasks';
import { WordCountHandler } from './word-count.handler.js';
import { WordCountInput } from './word-count.input.js';

const context = (text: string) =>
  ({
    input: { text },
    signal: new AbortController().signal,
    progress: () => undefined,
  }) as unknown as TaskContext<WordCountInput>;

describe('demo.word-count', () => {
  it.each([
    ['to be or not to be', 6],
    ['  two\n words ', 2],
    ['', 0],
  ])('of %j gives %d', async (text, words) => {
    expect(await new WordCountHandler().run(context(text))).toEqual({ words });
  });

  it('refuses what is no text', () => {
    expect(inputProblems(instanceOf(WordCountInput, { text: 5 })).map(({ path }) => path)).toContainEqual([
      'text',
    ]);
  });
});
