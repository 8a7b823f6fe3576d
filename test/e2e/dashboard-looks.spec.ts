import type { Browser, Page } from 'playwright-core';
import { taskTypesZh } from '../../apps/dashboard/src/i18n/task-types.zh.js';
import { violationsOn } from '../support/accessibility.js';
import { describeWithBrowser, openPage, startBrowser } from '../support/browser.js';
import { nextStop, tabTo } from '../support/keyboard.js';
import { latinWordsOn, wordsIn } from '../support/page-words.js';
import { fieldsOf, type Schema, stringsIn } from '../support/schema-words.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const LIMIT_MS = 15_000;

const SUM = {
  type: 'demo.calculation',
  input: { expression: '6 * 7' },
  tags: ['x'],
  metadata: { n: 1, who: 'Ada' },
};
const NOBODY = '01900000-0000-7000-8000-000000000000';
const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const PROBLEM = {
  type: 'about:blank',
  title: 'x',
  status: 503,
  detail: 'The database does not answer.',
  code: 'database_unavailable',
};
const REFUSAL = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(PROBLEM) };
const TYPES = Object.keys(taskTypesZh);

const CUT_BADGES = `[...document.querySelectorAll('.mantine-Badge-label')]
  .filter((label) => label.scrollWidth > label.clientWidth).map((label) => label.textContent)`;
const TABS_OF_THOUSANDS = `(() => {
  document.querySelectorAll('.status-tab-count').forEach((count) => (count.textContent = '9,999'));
  const tabs = document.querySelector('.status-tabs');
  return tabs.scrollWidth - tabs.clientWidth;
})()`;

/** Names of techniques, units and places that both languages write alike, and the language switch. */
const SAME = wordsIn(
  'EN API JSON Webhook webhook curl cron CPU MB UTC HTML PDF CSV GET HEAD POST PUT PATCH DELETE SMTP_URL DATA_DIR mail eml tag OpenAI Anthropic DeepSeek',
);
const PLACEHOLDERS = wordsIn('https://example.com/hooks/tasks whsec_ pdf csv files');

describeWithBrowser('how the pages look', () => {
  let system: TestSystem;
  let browser: Browser;
  let receiver: WebhookReceiver;
  /** Of most tests; one that leaves something in its browser has a page of its own. */
  let shared: Page;
  let page: Page;
  let ids: { sum: string; failed: string };
  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    const OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url('/v1/traces').replace('/v1/traces', '');
    const variables = { WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true' };
    [system, browser] = await Promise.all([
      TestSystem.start({ broker: 'postgres', workers: 0, variables }),
      startBrowser(),
    ]);
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT };
    const [{ client }] = await Promise.all([system.startOwnApi(traced), system.startOwnWorker(traced)]);
    system.client = client;
    const [sum, failed] = await Promise.all([
      system.client.submit({ ...SUM, webhook: { url: receiver.url('/hook'), secret: SECRET } }),
      system.client.submit({ type: 'demo.unreliable', input: { failureProbability: 1 }, maxAttempts: 1 }),
    ]);
    ids = { sum: sum.id, failed: failed.id };
    const hooked = { ...SUM, webhook: { url: 'https://example.com/hooks?token=hidden', secret: SECRET } };
    await system.client.call('POST', '/api/v1/schedules', {
      name: '1',
      cron: '0 8 29 2 *',
      timeZone: 'UTC',
      task: hooked,
    });
    for (const id of Object.values(ids)) await system.client.ended(id);
    ({ page } = await openPage(browser, system.client.origin));
    shared = page;
  }, 60_000);
  afterEach(async () => {
    if (page !== shared) await page.close();
    page = shared;
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
    receiver.stop();
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
    expect(await docs.evaluate(`JSON.stringify([{ ...localStorage }, { ...sessionStorage }])`)).not.toContain(
      'not-kept',
    );
    expect(complaints).toEqual([]);
    await docs.close();
  });

  const pages = () => [
    ...[
      '/?window=15m',
      '/tasks',
      `/tasks/${ids.sum}`,
      `/tasks/${ids.failed}`,
      '/new',
      '/queues',
      '/workers',
      '/schedules',
    ],
    ...[`/tasks/${NOBODY}`, '/nowhere/at/all'],
  ];

  async function look(path: string): Promise<void> {
    await page.goto(path);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await until(async () => (await page.locator('.mantine-Loader-root').count()) === 0, LIMIT_MS);
    await page.evaluate(`document.querySelectorAll('details').forEach((folded) => (folded.open = true))`);
  }

  const violations = () => violationsOn(page);

  it('keeps WCAG AA in light and dark', async () => {
    for (const path of pages()) {
      await look(path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        expect({ path, colorScheme, violations: await violations() }).toEqual({
          path,
          colorScheme,
          violations: [],
        });
      }
    }
  });

  it('keeps WCAG AA in what opens over a page', async () => {
    const clicks = {
      '/tasks': ['Filters', 'Columns'],
      '/tasks?tag=x': ['All that match', 'Retry all'],
      '/workers': [/^Drain/],
      '/schedules': ['Edit 1'],
      [`/tasks/${ids.failed}`]: ['Run again with changes'],
    };
    for (const [path, names] of Object.entries(clicks)) {
      await look(path);
      for (const name of names)
        await page
          .getByRole('button', { name, exact: true })
          .or(page.getByRole('menuitem', { name, exact: true }))
          .click();
      await page.getByRole('dialog').first().waitFor();
      expect({ path, violations: await violations() }).toEqual({ path, violations: [] });
    }
  });

  it('fits on a phone, the table of tasks first', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of pages()) {
      await look(path);
      expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        path,
        width: 390,
      });
      expect({ path, cut: await page.evaluate(CUT_BADGES) }).toEqual({ path, cut: [] });
    }
    await page.goto('/tasks');
    const table = page.getByRole('table', { name: 'Tasks' });
    await table.waitFor();
    expect((await table.boundingBox())?.y).toBeLessThan(400);
    await page.locator('.status-tab-count').last().waitFor();
    expect(await page.evaluate(TABS_OF_THOUSANDS)).toBe(0);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'Type' }).waitFor();
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Cancelled' }).click();
    await page.getByText('No task matches.').waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Show all tasks' }).click();
    await table.getByRole('link', { name: '6 * 7' }).waitFor();
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

  it('can be used by the keyboard alone, and shows where it is', async () => {
    await look('/tasks?sort=createdAt');
    const unseen = (stops: readonly { name: string; isSeen: boolean }[]) =>
      stops.filter(({ isSeen }) => !isSeen);
    const toTask = await tabTo(page, 'failureProbability: 1');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tasks/${ids.failed}`);
    await until(() => page.evaluate<boolean>(`document.activeElement.id === 'content'`), LIMIT_MS);
    await page.getByRole('region', { name: 'Timeline' }).getByText('Attempt 1: failed').waitFor();
    const toStack = await tabTo(page, 'Stack');
    await page.keyboard.press('Enter');
    await page.getByText(/at UnreliableHandler\.run/).waitFor();
    await look('/workers');
    const toDrain = await tabTo(page, /^Drain/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const inDialog = [await nextStop(page), await nextStop(page), await nextStop(page), await nextStop(page)];
    expect(new Set(inDialog.map(({ name }) => name))).toEqual(new Set(['Cancel', 'Drain']));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(() => page.evaluate<boolean>(`document.activeElement.textContent === 'Drain'`), LIMIT_MS);
    expect(unseen([...toTask, ...toStack, ...toDrain, ...inDialog])).toEqual([]);
  });

  it('says first what needs attention, and leads to it', async () => {
    await system.client.call('POST', '/api/v1/queues/demo_tasks/pause');
    await look('/?window=15m');
    const attention = page.getByRole('status', { name: 'Needs attention' });
    await attention.getByText('demo_tasks is paused, 0 tasks wait').waitFor();
    await system.client.call('POST', '/api/v1/queues/demo_tasks/resume');
    await attention.getByRole('link', { name: 'Queue' }).click();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/queues#demo_tasks');
    await until(() => page.evaluate<boolean>(`document.activeElement.id === 'demo_tasks'`), LIMIT_MS);
  });

  it('says what to do where nothing has happened, and draws no line where nothing was measured', async () => {
    const answer = await (await fetch(`${system.client.origin}/api/v1/stats?window=1h`)).json();
    const { totals, series } = answer as { totals: object; series: object[] };
    const none = { accepted: 0, completed: 0, failed: 0, cancelled: 0 };
    const nothing = { p50: null, p95: null, p99: null };
    const quiet = { ...none, waitMs: nothing, runMs: nothing };
    const empty = {
      ...(answer as object),
      totals: { ...totals, ...quiet, successRatio: null },
      types: [],
      errors: [],
      tokens: [],
    };
    const body = JSON.stringify({
      ...empty,
      queues: [],
      series: series.map((point) => ({ ...point, ...quiet, tokens: 0 })),
    });
    await page.route('**/api/v1/stats?*', (route) =>
      route.fulfill({ contentType: 'application/json', body }),
    );
    await look('/');
    const region = (name: string) => page.getByRole('region', { name, exact: true });
    expect(await region('Tasks by status and type').getByRole('link').allInnerTexts()).toEqual([
      'Submit a task',
      'Look at all tasks',
    ]);
    for (const name of ['Wait time', 'Run time', 'Queue depth'])
      await region(name).getByText('Nothing was measured in this period.').waitFor();
    await page.unroute('**/api/v1/stats?*');
  });

  it('says what the server could not do, and tries again when it is told to', async () => {
    await page.route('**/api/v1/queues', (route) => route.fulfill(REFUSAL));
    await page.goto('/queues');
    await page.getByRole('alert').getByText('The database does not answer.').waitFor();
    expect(await violations()).toEqual([]);
    await page.unroute('**/api/v1/queues');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('region', { name: 'demo_tasks' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('has a page for an address that leads nowhere, and JSON for programs', async () => {
    for (const [path, title] of [
      ['/nowhere/at/all', 'There is no such page'],
      [`/tasks/${NOBODY}`, 'There is no task with this id'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { name: title }).waitFor();
    }
    const ask = async (path: string, accept: string) => {
      const answer = await fetch(system.client.origin + path, { headers: { accept } });
      return [answer.status, answer.headers.get('content-type')?.split(';')[0]];
    };
    expect(await ask('/nowhere', 'text/html,*/*;q=0.8')).toEqual([404, 'text/html']);
    expect(await ask('/nowhere', '*/*')).toEqual([404, 'application/problem+json']);
    expect(await ask('/api/v1/nowhere', 'text/html')).toEqual([404, 'application/problem+json']);
  });

  it('leads from each figure and error to the tasks behind it', async () => {
    await look('/?window=15m');
    await page.getByRole('link', { name: /^Success ratio/ }).click();
    await page.getByRole('table', { name: 'Tasks' }).getByText('demo.unreliable').waitFor();
    await until(async () => (await page.getByRole('row').count()) === 2, LIMIT_MS);
    await page.goBack();
    const error = page
      .getByRole('group', { name: 'Most frequent errors' })
      .getByRole('link', { name: 'internal' });
    expect(await error.getAttribute('href')).toContain(
      'status=FAILED&type=demo.unreliable&errorCode=internal&finishedAfter=',
    );
    const linked = async (name: RegExp) => page.getByRole('link', { name }).getAttribute('href');
    expect(await linked(/^Waiting now/)).toBe('/tasks?status=PENDING&sort=createdAt');
    expect(await linked(/^Workers online/)).toBe('/workers');
    const cards = await page.locator('.figure-card').count();
    // no model was used, so there are no tokens to look at
    expect(await page.locator('.figure-card a').count()).toBe(cards - 1);
    await error.click();
    await page.getByRole('link', { name: 'failureProbability: 1' }).click();
    await page.getByRole('alert').getByText('Attempt 1 failed by chance.').waitFor();
    expect(await page.getByRole('link', { name: 'Tasks that failed alike' }).getAttribute('href')).toContain(
      'errorCode=internal',
    );
  });

  it('shows the columns that a reader chose, in the order that a header says', async () => {
    await look('/tasks');
    const heads = async () =>
      (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter(Boolean);
    const fitting = await heads();
    await page.getByRole('button', { name: 'Columns' }).click();
    const choice = page.getByRole('dialog', { name: 'Columns' });
    await choice.getByRole('checkbox', { name: 'Error code' }).check();
    await choice.getByRole('checkbox', { name: 'Type' }).uncheck();
    const chosen = ['Status', 'About', 'Error code', 'Took', 'Accepted'];
    expect(await heads()).toEqual(chosen);
    await page
      .getByRole('row')
      .filter({ hasText: 'Failed' })
      .getByRole('cell', { name: 'internal', exact: true })
      .waitFor();
    await page.reload();
    await page.getByRole('columnheader', { name: 'Error code' }).waitFor();
    expect(await heads()).toEqual(chosen);
    await page.getByRole('columnheader', { name: 'Accepted' }).getByRole('button').click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    expect(new URL(page.url()).search).toBe('?sort=createdAt');
    await page.getByRole('button', { name: 'Columns' }).click();
    await choice.getByRole('button', { name: 'As many as fit' }).click();
    expect(await heads()).toEqual(fitting);
  });

  it('keeps the secret of a webhook when a schedule is changed, and says what becomes of it', async () => {
    const webhookOf = async () => {
      const [row] = await system.audit.query(
        `SELECT task->'webhook' AS webhook, task->'input' AS input FROM schedules`,
      );
      return row as { webhook: { url: string; secret: string }; input: object };
    };
    const before = await webhookOf();
    await look('/schedules');
    await page.getByRole('button', { name: 'Edit 1' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'expression', exact: true }).fill('7 * 7');
    await form.getByText('Empty: the secret stays as it is.').waitFor();
    const url = form.getByRole('textbox', { name: 'URL' });
    const shown = await url.inputValue();
    await url.fill('https://example.org/other');
    await form.getByText('The old secret does not go to another URL; enter one.').waitFor();
    await url.fill(shown);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 is saved.').waitFor();
    expect(await webhookOf()).toEqual({ ...before, input: { expression: '7 * 7' } });
    expect(shown).not.toContain('hidden');
  });

  it('shows the lines of a stack to their ends', async () => {
    await look(`/tasks/${ids.failed}`);
    await page.locator('.stack').first().waitFor({ state: 'attached' });
    const wider = `[...document.querySelectorAll('.stack')].map((stack) => {
      stack.closest('details').open = true;
      return stack.clientWidth > 100 && stack.scrollWidth - stack.clientWidth;
    })[0]`;
    expect(await page.evaluate(wider)).toBe(0);
  });

  it('keeps every panel in its place, however long what is in it, and the end of a log in sight', async () => {
    const LINES = 400;
    const levels = ['info', 'warn'];
    const logs = Array.from({ length: LINES }, (_, at) => ({
      id: at + 1,
      at: new Date(),
      level: levels[at % 2],
      attempt: 1,
      message: `line ${at + 1}`,
      fields: null,
    }));
    // once: what is asked for after them is nothing
    await page.route('**/logs?*', (route) => {
      const data = Number(new URL(route.request().url()).searchParams.get('after')) > 0 ? [] : logs;
      return route.fulfill({ json: { data, nextAfter: null } });
    });
    await page.route(`**/api/v1/tasks/${ids.sum}`, async (route) => {
      const answer = await route.fetch();
      const task = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: { ...task, result: { text: 'words '.repeat(20_000) } } });
    });
    await page.goto(`/tasks/${ids.sum}`);
    const log = page.getByRole('log');
    await log.getByText(`line ${LINES}`).waitFor({ state: 'attached' });
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    expect(height).toBeLessThan(3 * 900);
    const timeline = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
    const state = await page.getByRole('region', { name: 'State' }).boundingBox();
    expect(timeline?.y).toBe(state?.y);
    const below =
      '((box) => box.scrollHeight - box.scrollTop - box.clientHeight)(document.querySelector(".log"))';
    const isAtEnd = async () => (await page.evaluate<number>(below)) < 2;
    expect(await isAtEnd()).toBe(false);
    await page.getByRole('checkbox', { name: 'Follow' }).check();
    await until(isAtEnd, LIMIT_MS);
    await page.getByText('Warnings').click();
    await until(async () => (await log.locator('.log-line').count()) === LINES / 2, LIMIT_MS);
    await page.unrouteAll();
  });

  it('says of a worker that has ended what its name leads to', async () => {
    const { worker } = await system.client.get(ids.sum);
    await page.route('**/api/v1/workers', (route) => route.fulfill({ json: { data: [] } }));
    await look(`/tasks/${ids.sum}`);
    const link = page.getByRole('link', { name: `gone (…${worker?.slice(-8)})` }).first();
    expect(await link.getAttribute('href')).toBe(`/tasks?worker=${worker}`);
    expect(await link.getAttribute('title')).toBe(
      `Worker ${worker} is not known any more: it has ended. This leads to the tasks that it ran.`,
    );
    await page.unroute('**/api/v1/workers');
  });

  it('tells what happened to a task, with its webhooks and its trace, and folds and copies JSON', async () => {
    await receiver.arrived('/hook', 1);
    await look(`/tasks/${ids.sum}`);
    const { traceId, worker } = await system.client.get(ids.sum);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const ran = timeline.getByRole('link', { name: /^[^:]+:\d+$/ }); // host:pid
    expect(await ran.getAttribute('href')).toBe(`/workers#${worker}`);
    for (const text of [
      'Accepted',
      'Attempt 1: completed',
      'Completed',
      'Webhook: Completed, try 1',
      `${traceId}`,
    ])
      await timeline.getByText(text, { exact: true }).waitFor();
    await timeline.getByText(/delivered 204$/).waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const metadata = page.getByRole('region', { name: 'Metadata' });
    await metadata.getByText('Ada', { exact: true }).waitFor();
    await metadata.locator('summary').click();
    await metadata.getByText('Ada', { exact: true }).waitFor({ state: 'hidden' });
    await metadata.getByRole('button', { name: 'Copy: Metadata' }).click();
    expect(JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()'))).toEqual(SUM.metadata);
  });

  it('finds by id, words, tags and metadata in one box', async () => {
    await look('/tasks');
    const box = page.getByRole('searchbox', { name: /^Search/ });
    const found = page.getByRole('row').filter({ has: page.getByRole('link', { name: '6 * 7' }) });
    for (const text of ['6 * 7', 'Ada', 'tag:x']) {
      await page.goto('/tasks');
      await box.fill(text);
      await box.press('Enter');
      await until(
        async () => (await found.count()) === 1 && (await page.getByRole('row').count()) === 2,
        LIMIT_MS,
      );
    }
    await page.getByRole('button', { name: 'Take away the filter Tag: x' }).click();
    await until(async () => (await page.getByRole('row').count()) === 3, LIMIT_MS);
  });

  it('says every field of our own task types in Chinese', async () => {
    const { body } = await system.client.call<{
      data: { name: string; inputSchema: Schema; examples: object }[];
    }>('GET', '/api/v1/task-types');
    for (const { name, inputSchema, examples } of body.data) {
      expect([name, Object.keys(taskTypesZh[name]?.fields ?? {}).sort()]).toEqual([
        name,
        fieldsOf(inputSchema).sort(),
      ]);
      expect(Object.keys(taskTypesZh[name]?.examples ?? {})).toEqual(Object.keys(examples));
    }
  });

  it('leaves no English in Chinese but data', async () => {
    const { types, data } = await dataWords();
    ({ page } = await openPage(browser, system.client.origin));
    await page.goto('/');
    await page.getByText('中文').click();
    await page.route('**/api/v1/workers', (route) => route.fulfill(REFUSAL));
    await page.goto('/workers');
    // by the code, whatever the server's own words
    await page.getByRole('alert').getByText('数据库没有响应，请重试。').waitFor();
    await page.unroute('**/api/v1/workers');
    const delivery = {
      webhookId: NOBODY,
      event: 'task.failed',
      attempt: 1,
      startedAt: new Date(),
      durationMs: 5,
    };
    const error = { code: 'proxy', message: 'The proxy of this installation answered 407.' };
    await page.route('**/webhook-deliveries', (route) =>
      route.fulfill({
        json: { data: [{ ...delivery, outcome: 'failed', status: null, error, nextTryAt: null }] },
      }),
    );
    await page.goto(`/tasks/${ids.failed}`);
    await page.getByText('本系统的代理没有建立连接。').waitFor();
    await page.unroute('**/webhook-deliveries');
    for (const path of [
      '/',
      '/tasks?type=demo.calculation',
      `/tasks/${ids.sum}`,
      '/queues',
      '/workers',
      '/schedules',
    ]) {
      await look(path);
      expect({ path, words: await latinWordsOn(page, data) }).toEqual({ path, words: [] });
    }
    for (const type of TYPES) {
      await look(`/new?type=${type}`);
      expect({
        type,
        words: await latinWordsOn(page, new Set([...data, ...types, ...PLACEHOLDERS])),
      }).toEqual({ type, words: [] });
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
    await locked.getByLabel('API key').press('Escape');
    const enter = locked.getByRole('button', { name: 'Enter a key' });
    await locked.getByLabel('API key').waitFor({ state: 'detached' });
    await locked.waitForResponse(
      (answer) => answer.url().endsWith('/api/v1/events') && answer.status() === 401,
    ); // it asks for nothing again
    expect(await locked.getByLabel('API key').count()).toBe(0);
    await enter.click();
    await use(key.slice(1));
    await locked.getByText('The server does not know this key.').waitFor();
    expect(await locked.evaluate('sessionStorage.length')).toBe(0);
    await use(key);
    await locked.getByRole('table', { name: 'Tasks' }).getByText('demo.calculation').first().waitFor();
    await locked.getByLabel('API key').waitFor({ state: 'detached' });
  });

  /** What the API knows by these words the pages show by them too. */
  async function dataWords(): Promise<{ types: Set<string>; data: Set<string> }> {
    const read = async (path: string) =>
      (await system.client.call<{ data?: unknown }>('GET', `/api/v1${path}`)).body;
    const [types, ...answers] = await Promise.all(
      ['/task-types', `/tasks/${ids.sum}`, '/queues', '/workers', '/schedules'].map(read),
    );
    const known = types?.data as { name: string; inputSchema: Schema; examples: Record<string, object> }[];
    const fields = known.flatMap(({ inputSchema, examples }) => [
      ...fieldsOf(inputSchema),
      ...stringsIn(Object.values(examples)),
    ]);
    return {
      types: wordsIn(fields.join(' ')),
      data: new Set([
        ...SAME,
        ...TYPES.flatMap((name) => [...wordsIn(name)]),
        ...wordsIn(stringsIn(answers).join(' ')),
      ]),
    };
  }
});
