import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Step {
  readonly file: string;
  readonly name: string;
}

function steps(): Step[] {
  const text = readFileSync('docs/architecture.md', 'utf8').split('## A walk through the code')[1] ?? '';
  return [...text.matchAll(/^\d+\. \[[^\]]+\]\(\.\.\/([^)]+)\), `(\w+)`/gm)].map(([, file, name]) => ({
    file: String(file),
    name: String(name),
  }));
}

describe('the walk through the code', () => {
  it('names each file once', () => {
    const files = steps().map(({ file }) => file);
    expect(files.length).toBeGreaterThan(25);
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(steps())('finds $name in $file', ({ file, name }) => {
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

describe('the decisions', () => {
  const FOLDER = 'docs/decisions';
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');

  it('are numbered without gaps', () => {
    expect(pages.map((name) => Number(name.slice(0, 4)))).toEqual(pages.map((_, index) => index + 1));
  });

  it('are in the index, by their titles', () => {
    const titles = pages.map((name) => {
      const [, number, title] = /^# (\d{4}) (.+)/.exec(readFileSync(join(FOLDER, name), 'utf8')) ?? [];
      return `| [${String(number)}](${name}) | ${String(title)} |`;
    });
    const index = readFileSync(join(FOLDER, 'README.md'), 'utf8').split('\n');
    expect(
      index.filter((line) => line.startsWith('| [')).map((line) => line.replace(/ [\d-]+ \|$/, '')),
    ).toEqual(titles);
  });
});
