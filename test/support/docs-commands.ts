import type { DocsBlock } from './docs-blocks.js';

/** A command of a page, and what the page shows of its output; null where it shows none. */
export interface DocsCommand {
  readonly command: string;
  readonly output: string | null;
}

/** A `console` block has `$ ` before each command and the output below it; another block is one script. */
export function commandsIn({ kind, text }: Pick<DocsBlock, 'kind' | 'text'>): DocsCommand[] {
  if (kind !== 'console') return [{ command: text, output: null }];
  const lines = text.split('\n');
  const commands: DocsCommand[] = [];
  while (lines.length > 0) {
    const first = lines.shift() ?? '';
    if (!first.startsWith('$ '))
      throw new Error(`a block of console has output before its first command: ${first}`);
    const command = takeCommand(first.slice(2), lines);
    const next = lines.findIndex((line) => line.startsWith('$ '));
    const output = lines.splice(0, next < 0 ? lines.length : next).join('\n');
    commands.push({ command, output: output.trim() === '' ? null : output });
  }
  return commands;
}

/** A command goes on after a backslash, and until its quotation marks are closed. */
function takeCommand(first: string, rest: string[]): string {
  let command = first;
  while (rest.length > 0 && (command.endsWith('\\') || isOpen(command))) command += `\n${rest.shift() ?? ''}`;
  return command;
}

function isOpen(command: string): boolean {
  return (command.match(/'/g)?.length ?? 0) % 2 === 1;
}
