import { readFileSync } from 'node:fs';

/** As package.json has it; the one of libs/bootstrap would load what processes of the product need. */
export function productVersion(): string {
  const file = new URL('../../../../package.json', import.meta.url); // the same depth below dist/
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
