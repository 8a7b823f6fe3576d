import { InputRefused } from '@app/tasks';
import { JsonScan } from './json-scan.js';
import { NotJson } from './not-json.js';

/** Fields and items of a body that is one thing. */
export const BODY_VALUES = 20_000;

/**
 * The value of a JSON text.
 * @param mostValues fields and items, counted before any of them is made
 * @throws NotJson, or InputRefused where it holds what would not survive
 */
export function valueOf(text: string, mostValues: number): unknown {
  const problem = new JsonScan(text, mostValues).problem();
  if (problem) throw new InputRefused([problem]);
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(text);
  }
}

/** Says where the JSON breaks; the parser's own message would repeat a part of the body. */
function notJson(text: string): NotJson {
  try {
    JSON.parse(text);
  } catch (reason) {
    const position = /at position (\d+)/.exec((reason as Error).message)?.[1];
    if (position) return new NotJson(`The body is not valid JSON, at character ${Number(position) + 1}.`);
  }
  return new NotJson('The body is not valid JSON.');
}
