import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A fenced block of a page, with what the comment above it says of its test. */
export interface DocsBlock {
  readonly page: string;
  readonly line: number;
  /** What stands after the fence, such as `bash` or `json`. */
  readonly kind: string;
  readonly text: string;
  /** From `<!-- test: NAME -->`: the test that runs it. */
  readonly group: string | null;
  /** From `<!-- not run: REASON -->`. */
  readonly reason: string | null;
}

/** The group that test/e2e/docs.spec.ts runs on every page: what needs nothing but a running product. */
export const RUNNING = 'running';

/** README, CONTRIBUTING, SECURITY and all of docs/. The changelog tells of what was. */
export const PAGES: readonly string[] = [
  ...readdirSync('.').filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md'),
  ...(readdirSync('docs', { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const FENCE = /^```(\w*)$/;
const MARK = /^<!-- (test|not run): (.+) -->$/;

export async function blocksOf(page: string): Promise<DocsBlock[]> {
  const lines = (await readFile(page, 'utf8')).split('\n');
  const blocks: DocsBlock[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const kind = FENCE.exec(lines[start] ?? '')?.[1];
    if (kind === undefined) continue;
    const end = lines.indexOf('```', start + 1);
    if (end < 0) throw new Error(`${page}:${start + 1} opens a block that nothing closes`);
    const text = lines.slice(start + 1, end).join('\n');
    blocks.push({ page, line: start + 1, kind, text, ...markOf(lines[start - 1] ?? '') });
    start = end;
  }
  return blocks;
}

/** @throws where there is none: a test must not pass because a page changed */
export async function blocksOfGroup(page: string, group: string): Promise<DocsBlock[]> {
  const found = (await blocksOf(page)).filter((block) => block.group === group);
  if (found.length === 0) throw new Error(`${page} has no block under "test: ${group}"`);
  return found;
}

function markOf(line: string): Pick<DocsBlock, 'group' | 'reason'> {
  const [, mark, text = null] = MARK.exec(line) ?? [];
  return { group: mark === 'test' ? text : null, reason: mark === 'not run' ? text : null };
}

/** The text of the only block of a group. */
export async function textOf(page: string, group: string): Promise<string> {
  const [block, ...more] = await blocksOfGroup(page, group);
  if (!block || more.length > 0) throw new Error(`${page} has several blocks under "test: ${group}"`);
  return block.text;
}
