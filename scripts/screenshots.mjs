/**
 * `npm run screenshots`: starts the product in a folder of its own, gives it work for some minutes, and saves
 * every page of the dashboard as pictures, light and dark, desktop and phone, some on a wide screen too, in
 * docs/images/dashboard/. Needs a Chromium (CHROMIUM, by default /usr/bin/chromium). With BASE_URL it takes
 * the pictures of a system that is running.
 */
import './check-node.mjs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './sources.mjs';
import { openBrowser } from './screenshots/browser.mjs';
import { startProduct } from './screenshots/product.mjs';
import { startReceiver } from './screenshots/receiver.mjs';
import { giveWork } from './screenshots/work.mjs';

const FOLDER = process.env.FOLDER ?? join(root, 'docs/images/dashboard');
const MINUTES = Number(process.env.MINUTES ?? 3);
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const WIDE = { width: 2560, height: 1000 };
const MOST_HEIGHT = { desktop: 1_400, phone: 2_600, wide: WIDE.height };

const receiver = await startReceiver();
const product = process.env.BASE_URL
  ? { url: process.env.BASE_URL, stop: async () => undefined }
  : await startProduct(receiver.url);
const { browser, close } = await openBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  const ids = await giveWork(product.url, MINUTES, `${receiver.url}/hooks`);
  const problems = [];
  for (const [size, viewport] of Object.entries(SIZES))
    for (const scheme of ['light', 'dark'])
      problems.push(...(await takeAll(pagesWith(ids), size, viewport, scheme)));
  const { overview, tasks, task } = pagesWith(ids);
  problems.push(...(await takeAll({ overview, tasks, task }, 'wide', WIDE, 'light')));
  problems.push(
    ...(await takeAll(
      { 'overview-zh': '/?window=15m', 'new-task-zh': '/new' },
      'desktop',
      SIZES.desktop,
      'light',
      'zh',
    )),
  );
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await close();
  await product.stop();
  receiver.stop();
}

function pagesWith({ taskId, failedId }) {
  return {
    overview: '/?window=15m',
    tasks: '/tasks',
    task: `/tasks/${taskId}`,
    'task-failed': `/tasks/${failedId}`,
    'new-task': '/new',
    queues: '/queues',
    workers: '/workers',
    schedules: '/schedules',
  };
}

async function takeAll(pages, size, viewport, colorScheme, language = 'en') {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: language,
    reducedMotion: 'reduce',
    isMobile: size === 'phone',
  });
  const problems = [];
  const page = await context.newPage();
  page.on(
    'console',
    (message) => message.type() === 'error' && problems.push(`${page.url()}: ${message.text()}`),
  );
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(product.url + path);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await page.waitForTimeout(2_500); // what is live has come, and charts are drawn
    problems.push(...(await sidewaysScroll(page, name, size)));
    await save(page, join(FOLDER, `${name}-${size}-${colorScheme}.png`), MOST_HEIGHT[size]);
    console.log(`${name} ${size} ${colorScheme}`);
  }
  await context.close();
  return problems;
}

async function sidewaysScroll(page, name, size) {
  const tooWide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return tooWide > 0 ? [`${name} (${size}) is ${tooWide} px too wide`] : [];
}

/** The whole page, as far as it says something; of few colours, so that it stays small. */
async function save(page, path, mostHeight) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({
    width,
    height: Math.min(mostHeight, await page.evaluate('document.documentElement.scrollHeight')),
  });
  await page.waitForTimeout(500);
  const picture = await page.screenshot({ scale: 'css' });
  await sharp(picture).png({ palette: true, colours: 96, dither: 0.5, effort: 10 }).toFile(path);
  await page.setViewportSize({ width, height });
}
