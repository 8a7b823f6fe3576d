import { readFileSync } from 'node:fs';

interface Entry {
  readonly link?: boolean;
  readonly integrity?: string;
}
interface Manifest {
  readonly scarfSettings: { readonly enabled: boolean };
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

describe('what npm installs', () => {
  it('is whole: every entry of the lock has an integrity', () => {
    const { packages } = read<{ packages: Record<string, Entry> }>('package-lock.json');
    const fromRegistry = Object.entries(packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && !link,
    );
    expect(fromRegistry.length).toBeGreaterThan(500);
    expect(
      fromRegistry.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
  });

  it('reports no install: @scarf/scarf is switched off, by its own setting for npm 10, and its script for npm 11', () => {
    const { scarfSettings, allowScripts } = read<Manifest>('package.json');
    expect([scarfSettings, allowScripts['@scarf/scarf']]).toEqual([{ enabled: false }, false]);
  });
});
