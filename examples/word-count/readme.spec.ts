import { readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

it('is the task type that the README shows', () => {
  const shown = /## Add a task type[\s\S]*?```ts\n([\s\S]*?)```/.exec(read('../../README.md'))?.[1] ?? '';
  const here = lines(['input', 'result', 'handler'].map((part) => read(`word-count.${part}.ts`)).join('\n'));
  expect(lines(shown)).toHaveLength(20);
  expect(lines(shown).filter((line) => !here.includes(line))).toEqual([]);
});
