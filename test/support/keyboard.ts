import type { Page } from 'playwright-core';

/** Where the keyboard is: what it is called, and whether a reader sees that it is there. */
export interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** Fields show it by their border, all else by an outline: of its own, or of what is drawn in its place. */
const STOP = `(() => {
  const here = document.activeElement;
  const isField = here.matches('input:not([type=checkbox]):not([type=radio]), textarea');
  const drawn = [here, here.nextElementSibling, here.parentElement, here.parentElement?.querySelector('label')].filter(Boolean);
  const isOutlined = (one) => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0;
  const name = here.getAttribute('aria-label') || here.labels?.[0]?.textContent || here.textContent || here.tagName;
  return { name: name.trim(), isSeen: isField || drawn.some(isOutlined) };
})()`;

export async function nextStop(page: Page): Promise<Stop> {
  await page.keyboard.press('Tab');
  return page.evaluate<Stop>(STOP);
}

/** Goes on by the Tab key until it stands on what has a name. @returns the stops on the way, it included */
export async function tabTo(page: Page, name: string | RegExp, most = 80): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let stop = await nextStop(page); ; stop = await nextStop(page)) {
    stops.push(stop);
    if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return stops;
    if (stops.length >= most)
      throw new Error(`no way to ${name} but to ${stops.map((one) => one.name).join(' | ')}`);
  }
}
