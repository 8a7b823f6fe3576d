import { readFileSync } from 'node:fs';

const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 * 1024 };

interface Documented {
  readonly what: string;
  readonly limit: string;
  readonly file: string;
  readonly constant: string;
}

const PAGE = readFileSync('docs/limits.md', 'utf8');
const LIMITS = PAGE.split('\n').flatMap((line): Documented[] => {
  const [, what = '', limit = '', , , source = ''] = line.split('|').map((cell) => cell.trim());
  const [, file, constant] = /^`([\w./-]+\.ts)`, `(\w+)`$/.exec(source) ?? [];
  return file && constant ? [{ what, limit, file, constant }] : [];
});

/** `20 MiB` in bytes, `30 s` in the unit of its constant. */
function valueOf({ limit, constant }: Documented): number {
  const [digits = '', unit = ''] = limit.split(' ');
  const factor = unit === 's' && constant.endsWith('_MS') ? 1_000 : (UNITS[unit] ?? 1);
  return Number(digits.replaceAll(',', '')) * factor;
}

/** A number, or a product of numbers, as it stands in the source. */
function inSource({ file, constant }: Documented): number {
  const [, expression = ''] =
    new RegExp(`\\b${constant} = ([\\d_.* ]+);`).exec(readFileSync(file, 'utf8')) ?? [];
  return expression
    .split('*')
    .reduce((product, factor) => product * Number(factor.trim().replaceAll('_', '') || NaN), 1);
}

describe('the page on limits', () => {
  it('says what the code says', () => {
    expect(LIMITS.length).toBeGreaterThan(40);
    expect(LIMITS.map((limit) => [limit.what, valueOf(limit)])).toEqual(
      LIMITS.map((limit) => [limit.what, inSource(limit)]),
    );
  });

  it('names settings that there are', () => {
    const settings = [...PAGE.matchAll(/`([A-Z][A-Z_]+)`(?= (?:\||says))/g)].map(
      ([, name]) => name as string,
    );
    const example = readFileSync('.env.example', 'utf8');
    expect(
      settings.filter(
        (name) => !example.includes(`${name}=`) && !LIMITS.some(({ constant }) => constant === name),
      ),
    ).toEqual([]);
  });
});
