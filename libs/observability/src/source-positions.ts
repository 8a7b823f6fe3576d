import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

const BUILT = /file:\/\/\/[^\s()]{1,1000}?\.js:\d{1,9}:\d{1,9}/g;

const maps = new Map<string, SourceMap | null>();

/**
 * A stack with the positions of our sources in place of those of the built files. Done when an error is told,
 * so that it holds for every way to start a process; `--enable-source-maps` would read the maps of all
 * libraries at each start instead.
 */
export function withSourcePositions(stack: string): string {
  return stack.replace(BUILT, (built) => {
    const [, url = '', line, column] = /^(.+):(\d+):(\d+)$/.exec(built) ?? [];
    const entry = mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return built;
    return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function mapOf(url: string): SourceMap | null {
  if (url.includes('/node_modules/')) return null;
  const known = maps.get(url);
  if (known !== undefined) return known;
  const map = read(url);
  maps.set(url, map);
  return map;
}

function read(url: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    return null; // a file without a map: the built position is the best there is
  }
}
