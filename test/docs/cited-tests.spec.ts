import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A table says which test holds a promise: `` `a/b.spec.ts`, "a part of its name", "of another" ``. */
interface Citation {
  readonly file: string;
  readonly names: readonly string[];
}

const listed = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);
const SPECS = listed('*.spec.ts');

/**
 * A file may be cited by its name alone once its path stands on the page, or where no other has that name.
 */
function filesOf(cited: string): string[] {
  return SPECS.filter((spec) => spec === cited || spec.endsWith(`/${cited}`));
}

function citationsOf(cell: string): Citation[] {
  return [...cell.matchAll(/`([\w./-]+\.spec\.ts)`((?:[,;] "[^"]+")*)/g)].map(
    ([, file = '', names = '']) => ({
      file,
      names: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    }),
  );
}

const CITATIONS = listed('docs/*.md').flatMap((page) =>
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split(/(?<!\\)\|/))
    .flatMap(citationsOf)
    .map((citation) => ({ page, ...citation })),
);

describe('the tables of the documentation', () => {
  it('cite test files that there are', () => {
    const missing = CITATIONS.filter(({ file }) => filesOf(file).length === 0);
    expect([CITATIONS.length > 50, missing.map(({ page, file }) => `${page}: ${file}`)]).toEqual([true, []]);
  });

  it('cite tests that these files have', () => {
    const missing = CITATIONS.flatMap(({ page, file, names }) => {
      const texts = filesOf(file).map((one) => readFileSync(one, 'utf8').replaceAll("\\'", "'"));
      return names
        .filter((name) => !texts.some((text) => text.includes(name)))
        .map((name) => `${page}: ${file}, "${name}"`);
    });
    expect(missing).toEqual([]);
  });
});
