import { stat } from 'node:fs/promises';
import { sampleOf } from '../format/sample.js';
import { UnusableInput } from '../unusable-input.js';

const MOST_BYTES = 10 * 1024 ** 2;
const ENTITY = /<!ENTITY/i;
/**
 * Reads on to where the declaration ends or its own declarations begin, so that each character is read once.
 */
const DOCTYPE = /<!DOCTYPE[^>[]*(\[)?/gi;
const SCRIPT = /<script[\s>]|\son[a-z]+\s*=|javascript:/i;
const REFERENCE =
  /(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpeg|gif|webp);)[^"'\s]|url\(\s*(?:["']\s*|(?!["']))(?!#|data:)[^)\s]|@import/i;

/**
 * An SVG is a program: it is never drawn, and one that could harm its reader is refused.
 * @throws UnusableInput
 */
export async function checkSvg(path: string): Promise<void> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new UnusableInput(`The SVG is larger than ${MOST_BYTES} bytes.`);
  const text = (await sampleOf(path, size)).toString('utf8');
  if (declaresEntities(text))
    throw new UnusableInput('The SVG declares entities, which can expand without bound.');
  if (SCRIPT.test(text)) throw new UnusableInput('The SVG holds scripts.');
  if (REFERENCE.test(text)) throw new UnusableInput('The SVG refers to something outside of itself.');
}

function declaresEntities(text: string): boolean {
  if (ENTITY.test(text)) return true;
  for (const [, subset] of text.matchAll(DOCTYPE)) if (subset) return true;
  return false;
}
