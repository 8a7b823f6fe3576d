import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Class, HANDLER_FILE } from '@app/handlers';

/** `file:line` of a line that matches, or the file alone. */
export async function placeOf(file: string, line: RegExp): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const index = text.split('\n').findIndex((one) => line.test(one));
  return index < 0 ? file : `${file}:${index + 1}`;
}

/** Where a handler's class stands. */
export function placeOfClass(handler: Class): string {
  return (Reflect.getMetadata(HANDLER_FILE, handler) as string | undefined) ?? handler.name;
}

/** As V8 writes it: `at name (file:1:2)` or `at file:1:2`. */
const FRAME = /^at (?:[^(]*\()?(.+):(\d+):(\d+)\)?$/;

/** Where an error was thrown: the first line of its stack that is in code of the user. */
export function placeOfError(error: Error): string | null {
  for (const line of (error.stack ?? '').split('\n')) {
    const [, file, row, column] = FRAME.exec(line.trim()) ?? [];
    if (!file || file.includes('/node_modules/') || isOurs(file)) continue;
    return `${file.startsWith('file:') ? fileURLToPath(file) : file}:${row}:${column}`;
  }
  return null;
}

const OURS = new URL('../../../', import.meta.url);

function isOurs(file: string): boolean {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return path.startsWith(fileURLToPath(new URL('libs/', OURS)));
}
