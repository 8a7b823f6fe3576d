import type { Page } from 'playwright-core';

/** Shorter ones are units and such. */
const WORD = /[A-Za-z]{3,}/g;
/** An id, or the part of one that pages show. */
const ID = /\b[\da-f]{8,}\b/g;

export function wordsIn(text: string): Set<string> {
  return new Set(text.match(WORD));
}

/** Words in Latin letters that a reader sees or hears on a page, outside of code, and that are not known. */
export async function latinWordsOn(page: Page, known: ReadonlySet<string>): Promise<string[]> {
  const texts = await page.evaluate<string[]>(COLLECT);
  return texts.filter((text) => [...wordsIn(text.replace(ID, ''))].some((word) => !known.has(word)));
}

/** As a text: it runs in the page, where the types of this project's tests do not hold. */
const COLLECT = `(() => {
  const hidden = 'pre, code, textarea, script, style, noscript, [aria-hidden=true]';
  const shown = [...document.body.querySelectorAll('*')].filter((element) => !element.closest(hidden));
  const texts = shown.flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data));
  const said = shown.flatMap((element) => ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''));
  return [...texts, ...said];
})()`;
