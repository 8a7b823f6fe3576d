import { readFileSync } from 'node:fs';

/** The version of the product, as package.json has it. */
export function productVersion(): string {
  const file = new URL('../../../../package.json', import.meta.url); // the same depth below dist/
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
