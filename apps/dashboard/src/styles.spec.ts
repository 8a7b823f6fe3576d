import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const SOURCES = dirname(fileURLToPath(import.meta.url));
const textsOf = (ending: string): string[] =>
  (readdirSync(SOURCES, { recursive: true }) as string[])
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(SOURCES, file), 'utf8'));

/** Of `className="one two"` and of the texts in `className={…}`; what is compared there is written large. */
function classesIn(page: string): string[] {
  return [...page.matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, computed = '']) =>
    [plain ?? '', ...[...computed.matchAll(/(['`])(.*?)\1/g)].map(([, , text]) => text)]
      .join(' ')
      .split(/\s+/)
      .filter((word) => /^[a-z](?:[a-z-]*[a-z])?$/.test(word)),
  );
}

it('every class that a page names has a rule', () => {
  const rules = new Set(
    textsOf('.css').flatMap((text) => [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name)),
  );
  const named = new Set(textsOf('.tsx').flatMap(classesIn));
  expect(named.size).toBeGreaterThan(40);
  expect([...named].filter((name) => !rules.has(name))).toEqual([]);
});
