import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The first needs a third of the CPU to start, and three quarters of it for a page. */
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = process.env.CHROMIUM ?? PROGRAMS.find((path) => existsSync(path)) ?? '';
const STEP_MS = 15_000;

/** No page lives long enough for optimised code to pay off: a fifth of a renderer's CPU. */
const NO_OPTIMISING = '--js-flags=--no-maglev --no-opt';

/**
 * Suites that drive a real Chromium; where it is missing the suite is skipped by name, and in CI it fails.
 */
export const describeWithBrowser: typeof describe | typeof describe.skip =
  existsSync(CHROMIUM) || process.env.CI ? describe : describe.skip;

/** A real Chromium. Root, as in a container, may not use its sandbox. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [NO_OPTIMISING, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

/** A page of the dashboard as a reader of English sees it, with what its scripts complain of. */
export async function openPage(
  browser: Browser,
  origin: string,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({
    baseURL: origin,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce', // a chart that grows is drawn by the processor, frame after frame
  });
  const complaints: string[] = [];
  page.setDefaultTimeout(STEP_MS);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on(
    'console',
    (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()),
  );
  return { page, complaints };
}
