import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { until } from './until.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
};
const LIMIT_MS = 15_000;

/** Whether no colour is still on its way to another, after the next frames. */
const STILL = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
  resolve(!document.getAnimations().some((one) => one instanceof CSSTransition)))))`;

/** What of a page breaks WCAG 2.1 AA, as far as axe can tell. */
export async function violationsOn(page: Page): Promise<string[]> {
  await until(() => page.evaluate(STILL), LIMIT_MS);
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.evaluate(await readFile(AXE, 'utf8'));
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(OPTIONS)})`);
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`,
  );
}
