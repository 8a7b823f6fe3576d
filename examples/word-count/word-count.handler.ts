import { type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { WordCountInput } from './word-count.input.js';
import { WordCountResult } from './word-count.result.js';

@TaskType({
  name: 'demo.word-count',
  queue: 'demo_tasks',
  description: 'Counts the words of a text.',
  input: WordCountInput,
  result: WordCountResult,
  examples: { short: { text: 'to be or not to be' } },
})
export class WordCountHandler implements TaskHandler<WordCountInput, WordCountResult> {
  async run({ input, progress }: TaskContext<WordCountInput>): Promise<WordCountResult> {
    progress(50, 'counting');
    return { words: input.text.trim().split(/\s+/).filter(Boolean).length };
  }
}
