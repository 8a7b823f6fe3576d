import { readFileSync } from 'node:fs';

const README = readFileSync('README.md', 'utf8');
/** What a page of a repository shows of it before anybody scrolls, at 1,280 by 900. */
const FIRST_SCREEN_CHARACTERS = 2_200;

it('the README says first for whom it is and why instead of others, and then the two commands', () => {
  const places = [
    '**For teams**',
    '| Celery + Flower |',
    '| BullMQ alone |',
    '| a hosted queue |',
    '```bash\nnpm start\nnpm test\n```',
  ].map((text) => README.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[3]).toBeLessThan(FIRST_SCREEN_CHARACTERS);
});
