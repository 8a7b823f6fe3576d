import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSvg } from './svg.js';

const BLANKS = ' '.repeat(2_000_000);
const OUTSIDE = 'The SVG refers to something outside of itself.';
const ENTITIES = 'The SVG declares entities, which can expand without bound.';
const SCRIPTS = 'The SVG holds scripts.';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svg-'));
});

afterEach(() => rm(folder, { recursive: true }));

it.each([
  ['<svg><rect fill="url(#shade)"/></svg>'],
  [`<svg><rect style="fill: url('#shade')"/></svg>`],
  [`<svg><rect style='fill: url( "#shade" )'/></svg>`],
  ['<svg><rect fill="url( #shade )"/><use href = "#one"/></svg>'],
  ['<svg><rect style="fill: url(data:image/png;base64,AA==)"/></svg>'],
  ['<svg><image href="data:image/png;base64,AA=="/></svg>'],
  [
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg><a>[1]</a></svg>',
  ],
])('takes %s', async (text) => expect(await refusal(text)).toBeNull());

it.each([
  ['<svg><rect fill="url(https://example.org/a)"/></svg>', OUTSIDE],
  [`<svg><rect style="fill: url( 'https://example.org/a' )"/></svg>`, OUTSIDE],
  [`<svg><rect style="fill: url('"#a')"/></svg>`, OUTSIDE],
  ['<svg><image href = " https://example.org/a"/></svg>', OUTSIDE],
  ['<svg><style>@import "a.css"</style></svg>', OUTSIDE],
  ['<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', ENTITIES],
  ['<!doctype svg SYSTEM "a" [ ]><svg/>', ENTITIES],
  ['<!DOCTYPE svg><!DOCTYPE svg [ ]><svg/>', ENTITIES],
  ['<svg onload = "a()"/>', SCRIPTS],
  ['<svg><script>a()</script></svg>', SCRIPTS],
])('refuses %s', async (text, reason) => expect(await refusal(text)).toBe(reason));

it.each<[string, string]>([
  ['url( and blanks', `url(${BLANKS}`],
  ['url( and blanks around a quote', `url(${BLANKS}"${BLANKS}`],
  ['href, = and blanks', `href${BLANKS}=${BLANKS}"${BLANKS}`],
  ['an attribute on…', ` on${'a'.repeat(2_000_000)}${BLANKS}`],
  ['many open document types', '<!DOCTYPE'.repeat(500_000)],
  ['many references to itself', 'url(#a) '.repeat(500_000)],
])('reads millions of characters once: %s', async (_, hostile) =>
  expect(await refusal(`<svg>${hostile}`)).toBeNull(),
);

async function refusal(text: string): Promise<string | null> {
  const path = join(folder, 'a.svg');
  await writeFile(path, text);
  return checkSvg(path).then(
    () => null,
    (error: Error) => error.message,
  );
}
