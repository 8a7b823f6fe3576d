import { readFileSync } from 'node:fs';
import { textOf } from '../../test/support/docs-blocks.js';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

it('is the task type that the README shows', async () => {
  const shown = await textOf('README.md', 'word count');
  const here = lines(['input', 'result', 'handler'].map((part) => read(`word-count.${part}.ts`)).join('\n'));
  expect(lines(shown)).toHaveLength(20);
  expect(lines(shown).filter((line) => !here.includes(line))).toEqual([]);
});
