import { readFileSync } from 'node:fs';
import { envNames } from './env.js';

describe('.env.example', () => {
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const documented = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);

  it('documents every variable that is read', () => {
    expect(envNames().filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('names no variable that nothing reads, and none twice', () => {
    expect(documented.filter((name, index) => !envNames().includes(name as string) || documented.indexOf(name) !== index)).toEqual([]);
  });
});
