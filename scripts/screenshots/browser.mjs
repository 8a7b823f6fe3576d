import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../sources.mjs';

/**
 * A browser that has Chinese letters, which machines that make pictures rarely have.
 * @returns it, and what ends it
 */
export async function openBrowser() {
  const fonts = await mkdtemp(join(tmpdir(), 'screenshots-fonts-'));
  await symlink(join(root, 'node_modules/@expo-google-fonts/noto-sans-sc'), join(fonts, 'fonts'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
    env: { ...process.env, XDG_DATA_HOME: fonts },
  });
  const close = async () => {
    await browser.close();
    await rm(fonts, { recursive: true, force: true });
  };
  return { browser, close };
}
