import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { PAGES } from '../support/docs-blocks.js';

const PICTURES = 'docs/images/first-hour';
const MOST_BYTES = 1_500_000;

describe('the pages of the documentation', () => {
  it.each(PAGES)('%s links to files that there are', (page) => {
    expect(targetsOf(page).filter((target) => !statSync(target, { throwIfNoEntry: false }))).toEqual([]);
  });

  it('show every picture of the first hour, which are small together', () => {
    const pictures = readdirSync(PICTURES).map((name) => join(PICTURES, name));
    expect(targetsOf('docs/first-hour.md').filter((target) => target.startsWith(PICTURES))).toEqual(
      pictures.sort(),
    );
    expect(pictures.reduce((sum, picture) => sum + statSync(picture).size, 0)).toBeLessThan(MOST_BYTES);
  });
});

/** Files beside the page that its links and pictures lead to, in their order. */
function targetsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => String(link));
  return links
    .filter((link) => !/^(?:[a-z]+:|#)/.test(link))
    .map((link) => normalize(join(dirname(page), link.replace(/#.*/, ''))));
}
