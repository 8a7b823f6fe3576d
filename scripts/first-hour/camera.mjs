import { join } from 'node:path';
import sharp from 'sharp';
import { openBrowser } from '../screenshots/browser.mjs';

const WIDTH = 1_280;
const PAGE = { width: WIDTH, height: 860 };
const TERMINAL = `<!doctype html><style>
  body { margin: 0; padding: 20px 24px; background: #14181d; color: #d8dee6; font: 15px/1.5 'DejaVu Sans Mono', monospace; }
  pre { margin: 0; font: inherit; white-space: pre-wrap; word-break: break-all; }
  b { color: #7ee0a1; font-weight: inherit; }
</style><pre>`;

/** Takes numbered pictures of terminals and of pages, of few colours, so that they stay small. */
export class Camera {
  #count = 0;

  constructor({ browser, close }, folder, url) {
    this.browser = browser;
    this.close = close;
    this.folder = folder;
    this.url = url;
  }

  static async open(folder, url) {
    return new Camera(await openBrowser(), folder, url);
  }

  /** @param {string} text with `$ ` before each command */
  async terminal(name, text) {
    const escaped = text
      .replaceAll(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
      .replaceAll(/^\$ .+$/gm, '<b>$&</b>');
    await this.#on({ width: WIDTH, height: 200 }, async (page) => {
      await page.setContent(TERMINAL + escaped);
      await this.#save(name, await page.screenshot({ fullPage: true }));
    });
  }

  /** @param {(page: import('playwright-core').Page) => Promise<void>} before the picture */
  async page(name, path, before = settled) {
    await this.#on(PAGE, async (page) => {
      await page.goto(this.url + path);
      await before(page);
      await this.#save(name, await page.screenshot());
    });
  }

  async #on(viewport, work) {
    const page = await this.browser.newPage({
      viewport,
      locale: 'en',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    await work(page);
    await page.close();
  }

  async #save(name, picture) {
    const file = `${String((this.#count += 1)).padStart(2, '0')}-${name}.png`;
    await sharp(picture)
      .png({ palette: true, colours: 96, dither: 0.5, effort: 10 })
      .toFile(join(this.folder, file));
    console.log(file);
  }
}

/** A page of the dashboard whose live figures have come. */
async function settled(page) {
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await page.waitForTimeout(2_500);
}
