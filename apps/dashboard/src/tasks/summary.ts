import type { Task } from './task-queries';

const LONGEST = 160;
/** The fields that say best what a task is about. */
const TELLING = ['prompt', 'expression', 'subject', 'title', 'text', 'fileId'];

/** What a task is about, in a line. */
export function summaryOf({ input }: Pick<Task, 'input'>): string {
  const telling = TELLING.map((field) => input[field]).find((value) => typeof value === 'string');
  const text = typeof telling === 'string' ? telling : pairsOf(input, ': ', ', ') || '{ }';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The fields of an object in a line, as `customer=42 vip=true`. */
export function pairsOf(fields: Readonly<Record<string, unknown>>, between = '=', after = ' '): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}${between}${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(after);
}
