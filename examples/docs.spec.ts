import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, type DocsBlock, PAGES, RUNNING } from '../test/support/docs-blocks.js';
import { commandsIn } from '../test/support/docs-commands.js';
import { DocsOutputs } from '../test/support/docs-outputs.js';

const DRAWINGS: readonly string[] = ['mermaid'];

const blocks = (await Promise.all(PAGES.map(blocksOf))).flat().filter(({ kind }) => !DRAWINGS.includes(kind));
const place = ({ page, line }: DocsBlock) => `${page}:${line}`;
const specs = ['test', 'libs', 'apps', 'examples'].flatMap((folder) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => /\.spec\.ts$|^support\/.*\.ts$/.test(file))
    .map((file) => join(folder, file)),
);

describe('the blocks of the docs', () => {
  it('are run by a test, or say why not', () => {
    expect(blocks.length).toBeGreaterThan(40);
    expect(blocks.filter(({ group, reason }) => !group && !reason).map(place)).toEqual([]);
  });

  it('name a test that is there and names them', () => {
    const texts = specs
      .filter((file) => file !== 'examples/docs.spec.ts')
      .map((file) => readFileSync(file, 'utf8'));
    const named = ({ page, group }: DocsBlock) =>
      texts.some((text) => text.includes(page) && text.includes(`'${group}'`));
    const grouped = blocks.filter(({ group }) => group && group !== RUNNING);
    expect(grouped.length).toBeGreaterThan(10);
    expect(grouped.filter((block) => !named(block)).map(place)).toEqual([]);
  });
});

describe('an output of the docs', () => {
  const A = '01a2090c-813b-7311-b039-eb8f2af29cfe';
  const B = '01a20911-3e7b-7b0e-9a34-2c8e3f9d7a10';
  const came = (shown: string, text: string, outputs = new DocsOutputs()) =>
    outputs.difference(shown, text) === null;

  it.each([
    ['{"a":1, …}', '{"a":1,"b":2}'],
    ['one\n  two', 'one two\n'],
    ['http://127.0.0.1:3000/docs', 'http://127.0.0.1:41234/docs'],
    ['2026-11-23T15:35:56.600Z', '2027-01-02T03:04:05.678Z'],
    [`${A} ${A}`, `${B} ${B}`],
    ['(a|b)* [$]', '(a|b)* [$]'],
  ])('%j may be %j', (shown, text) => expect(came(shown, text)).toBe(true));

  it.each([
    ['{"a":1, …}', '{"a":2,"b":2}'],
    ['COMPLETED', 'COMPLETED at last'],
    ['2026-11-23T15:35:56.600Z', 'yesterday'],
    [`${A} ${A}`, `${A} ${B}`],
    ['https://127.0.0.1:3000/docs', 'http://127.0.0.1:3000/docs'],
    ['12345', '12346'],
    ['a|b', 'a'],
  ])('%j may not be %j', (shown, text) => expect(came(shown, text)).toBe(false));

  it('keeps an id for what comes below', () => {
    const outputs = new DocsOutputs();
    expect(came(`id: ${A}`, `id: ${B}`, outputs)).toBe(true);
    expect(outputs.translated(`show ${A}`)).toBe(`show ${B}`);
    expect(came(A, B, outputs)).toBe(true);
    expect(came(A, A, outputs)).toBe(false);
  });
});

it('takes commands of several lines from a block of console', () => {
  const text = "$ one 'a\nb' \\\n  c\nout\n\n$ two\n$ three\nx";
  expect(commandsIn({ kind: 'console', text })).toEqual([
    { command: "one 'a\nb' \\\n  c", output: 'out\n' },
    { command: 'two', output: null },
    { command: 'three', output: 'x' },
  ]);
});
