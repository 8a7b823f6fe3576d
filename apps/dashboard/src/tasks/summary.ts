import type { Task } from './task-queries';

const LONGEST = 160;
/** The fields that say best what a task is about. */
const TELLING = ['prompt', 'expression', 'subject', 'title', 'text', 'fileId'];

/** What a task is about, in a line. */
export function summaryOf({ input }: Pick<Task, 'input'>): string {
  const telling = TELLING.map((field) => input[field]).find((value) => typeof value === 'string');
  const text = typeof telling === 'string' ? telling : JSON.stringify(input);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
