import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { taskTypesZh } from '../../apps/dashboard/src/i18n/task-types.zh.js';
import { describeWithBrowser, openPage, startBrowser } from '../support/browser.js';
import { latinWordsOn, wordsIn } from '../support/page-words.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LIMIT_MS = 15_000;

/** Whether no colour is still on its way to another, after the next frames. */
const STILL = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
  resolve(!document.getAnimations().some((one) => one instanceof CSSTransition)))))`;

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const SUM = { type: 'demo.calculation', input: { expression: '6 * 7' }, tags: ['x'], metadata: { n: 1, who: 'Ada' } };
const TYPES = Object.keys(taskTypesZh);

/** Names of techniques, units and places that both languages write alike, and the language switch. */
const SAME = wordsIn(
  'EN API JSON Webhook webhook curl cron CPU MB UTC HTML PDF CSV POST SMTP_URL DATA_DIR mail eml tag OpenAI Anthropic DeepSeek',
);
const PLACEHOLDERS = wordsIn('https://example.com/hooks/tasks whsec_ pdf csv files');

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The path of every field, as `providerOptions.simulated.seed`. */
function fieldsOf(schema: Schema, root = schema, parent = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const definition = root.$defs?.[field.$ref?.split('/').at(-1) ?? ''] ?? field;
    return [parent + name, ...fieldsOf(definition, root, `${parent}${name}.`)];
  });
}

describeWithBrowser('how the pages look', () => {
  let system: TestSystem;
  let browser: Browser;
  let page: Page;
  let ids: { sum: string; failed: string };
  beforeAll(async () => {
    [system, browser] = await Promise.all([TestSystem.start({ broker: 'postgres' }), startBrowser()]);
    const [sum, failed] = await Promise.all([
      system.client.submit(SUM),
      system.client.submit({ type: 'demo.unreliable', input: { failureProbability: 1 }, maxAttempts: 1 }),
    ]);
    ids = { sum: sum.id, failed: failed.id };
    await system.client.call('POST', '/api/v1/schedules', { name: '1', cron: '0 8 * * *', timeZone: 'UTC', task: SUM });
    for (const id of Object.values(ids)) await system.client.ended(id);
    ({ page } = await openPage(browser, system.client.origin));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  it('keeps no key of the documentation, and forgets one that version 0.1.0 kept', async () => {
    const { page: docs, complaints } = await openPage(browser, system.client.origin);
    await docs.addInitScript(`localStorage.setItem('authorized', '{"bearer":"old"}')`);
    await docs.goto('/docs');
    await docs.locator('.opblock').first().waitFor();
    const kept = () => docs.evaluate<string | null>(`localStorage.getItem('authorized')`);
    await until(async () => (await kept()) === null, LIMIT_MS);
    await docs.locator('.btn.authorize').click();
    await docs.locator('.auth-container input').first().fill('a-key-that-is-not-kept-anywhere');
    await docs.locator('.auth-container .authorize').first().click();
    await docs.locator('.auth-container').getByText('Logout').first().waitFor();
    expect(await docs.evaluate(`JSON.stringify([{ ...localStorage }, { ...sessionStorage }])`)).not.toContain('not-kept');
    expect(complaints).toEqual([]);
    await docs.close();
  });

  const pages = () => ['/?window=15m', '/tasks', `/tasks/${ids.sum}`, `/tasks/${ids.failed}`, '/new', '/queues', '/workers', '/schedules'];

  async function look(path: string): Promise<void> {
    await page.goto(path);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await until(async () => (await page.locator('.mantine-Loader-root').count()) === 0, LIMIT_MS);
    await page.evaluate(`document.querySelectorAll('details').forEach((folded) => (folded.open = true))`);
  }

  async function violations(): Promise<string[]> {
    await until(() => page.evaluate(STILL), LIMIT_MS);
    await page.evaluate(await readFile(AXE, 'utf8'));
    const found = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
    const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
  }

  it('keeps WCAG AA in light and dark', async () => {
    for (const path of pages()) {
      await look(path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        expect({ path, colorScheme, violations: await violations() }).toEqual({ path, colorScheme, violations: [] });
      }
    }
  });

  it('fits on a phone, the table of tasks first', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of pages()) {
      await look(path);
      expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({ path, width: 390 });
    }
    await page.goto('/tasks');
    const table = page.getByRole('table', { name: 'Tasks' });
    await table.waitFor();
    expect((await table.boundingBox())?.y).toBeLessThan(400);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'Type' }).waitFor();
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Cancelled' }).click();
    await page.getByText('No task matches.').waitFor();
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('shows twenty tasks without scrolling, and uses a wide screen', async () => {
    await look('/tasks');
    const lines = page.getByRole('row');
    const [head, first] = [await lines.nth(0).boundingBox(), await lines.nth(1).boundingBox()];
    const bottomOf20 = (head?.y ?? 900) + (head?.height ?? 0) + 20 * (first?.height ?? 0);
    expect(bottomOf20).toBeLessThanOrEqual(900);
    const columns = () => page.getByRole('columnheader').count();
    const narrow = await columns();
    await page.setViewportSize({ width: 2560, height: 1440 });
    await until(async () => (await columns()) > narrow, LIMIT_MS);
    expect((await page.getByRole('table', { name: 'Tasks' }).boundingBox())?.width).toBeGreaterThan(2_200);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('lets the keyboard skip to the content', async () => {
    await look('/queues');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.querySelector('main').contains(document.activeElement)`)).toBe(true);
  });

  it('says first what needs attention, and leads to it', async () => {
    await system.client.call('POST', '/api/v1/queues/demo_tasks/pause');
    await look('/?window=15m');
    const attention = page.getByRole('status', { name: 'Needs attention' });
    await attention.getByText('demo_tasks is paused, 0 tasks wait').waitFor();
    await system.client.call('POST', '/api/v1/queues/demo_tasks/resume');
    await attention.getByRole('link', { name: 'Queue' }).click();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/queues#demo_tasks');
  });

  it('leads from each figure and error to the tasks behind it', async () => {
    await look('/?window=15m');
    await page.getByRole('link', { name: /^Success ratio/ }).click();
    await page.getByRole('table', { name: 'Tasks' }).getByText('demo.unreliable').waitFor();
    await until(async () => (await page.getByRole('row').count()) === 2, LIMIT_MS);
    await page.goBack();
    const error = page.getByRole('group', { name: 'Most frequent errors' }).getByRole('link', { name: 'internal' });
    expect(await error.getAttribute('href')).toContain('status=FAILED&type=demo.unreliable&errorCode=internal&finishedAfter=');
  });

  it('finds by id, words, tags and metadata in one box', async () => {
    await look('/tasks');
    const box = page.getByRole('searchbox', { name: /^Search/ });
    const found = page.getByRole('row').filter({ has: page.getByRole('link', { name: '6 * 7' }) });
    for (const text of ['6 * 7', 'Ada', 'tag:x']) {
      await page.goto('/tasks');
      await box.fill(text);
      await box.press('Enter');
      await until(async () => (await found.count()) === 1 && (await page.getByRole('row').count()) === 2, LIMIT_MS);
    }
    await page.getByRole('button', { name: 'Take away the filter Tag: x' }).click();
    await until(async () => (await page.getByRole('row').count()) === 3, LIMIT_MS);
  });

  it('says every field of our own task types in Chinese', async () => {
    const { body } = await system.client.call<{ data: { name: string; inputSchema: Schema; examples: object }[] }>(
      'GET',
      '/api/v1/task-types',
    );
    for (const { name, inputSchema, examples } of body.data) {
      expect([name, Object.keys(taskTypesZh[name]?.fields ?? {}).sort()]).toEqual([name, fieldsOf(inputSchema).sort()]);
      expect(Object.keys(taskTypesZh[name]?.examples ?? {})).toEqual(Object.keys(examples));
    }
  });

  it('leaves no English in Chinese but data', async () => {
    const { types, data } = await dataWords();
    await page.goto('/');
    await page.getByText('中文').click();
    for (const path of ['/', '/tasks?type=demo.calculation', `/tasks/${ids.sum}`, '/queues', '/workers', '/schedules']) {
      await look(path);
      expect({ path, words: await latinWordsOn(page, data) }).toEqual({ path, words: [] });
    }
    for (const type of TYPES) {
      await look(`/new?type=${type}`);
      expect({ type, words: await latinWordsOn(page, new Set([...data, ...types, ...PLACEHOLDERS])) }).toEqual({ type, words: [] });
    }
  });

  it('says that a key is wrong, and goes on with the right one', async () => {
    const key = 'k'.repeat(40);
    const { client } = await system.startApi({ AUTH: 'required', API_KEYS: `pages:${key}:read` });
    const { page: locked } = await openPage(browser, client.origin);
    const use = async (text: string): Promise<void> => {
      await locked.getByLabel('API key').fill(text);
      await locked.getByRole('button', { name: 'Use this key' }).click();
    };
    await locked.goto('/tasks');
    await use(key.slice(1));
    await locked.getByText('The server does not know this key.').waitFor();
    expect(await locked.evaluate('sessionStorage.length')).toBe(0);
    await use(key);
    await locked.getByRole('table', { name: 'Tasks' }).getByText('demo.calculation').first().waitFor();
    await locked.getByLabel('API key').waitFor({ state: 'detached' });
  });

  /** What the API knows by these words the pages show by them too. */
  async function dataWords(): Promise<{ types: Set<string>; data: Set<string> }> {
    const read = async (path: string) => (await system.client.call<{ data?: unknown }>('GET', `/api/v1${path}`)).body;
    const [types, ...answers] = await Promise.all(['/task-types', `/tasks/${ids.sum}`, '/queues', '/workers', '/schedules'].map(read));
    const known = types?.data as { name: string; inputSchema: Schema; examples: Record<string, object> }[];
    const fields = known.flatMap(({ inputSchema, examples }) => [...fieldsOf(inputSchema), ...stringsIn(Object.values(examples))]);
    return {
      types: wordsIn(fields.join(' ')),
      data: new Set([...SAME, ...TYPES.flatMap((name) => [...wordsIn(name)]), ...wordsIn(stringsIn(answers).join(' '))]),
    };
  }
});

/** All texts in JSON, without the names of its fields. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
