import type { Browser, Locator, Page } from 'playwright-core';
import { describeWithBrowser, openPage, startBrowser } from '../support/browser.js';
import { onAnyBroker } from '../support/brokers.js';
import { textOf } from '../support/docs-blocks.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const LIMIT_MS = 15_000;
const failing = {
  type: 'demo.unreliable',
  input: { failureProbability: 1 },
  maxAttempts: 1,
  tags: ['again'],
};
const slow = {
  type: 'ai.text-generation',
  input: {
    prompt: 'a long story',
    provider: 'simulated',
    providerOptions: { simulated: { wordsPerSecond: 4 } },
  },
};

describeWithBrowser('the pages of tasks in a browser', () => {
  onAnyBroker((broker) => {
    let system: TestSystem;
    let browser: Browser;
    let page: Page;
    let complaints: string[] = [];
    beforeAll(async () => {
      [system, browser] = await Promise.all([
        TestSystem.start({ broker, variables: { DEFAULT_PROVIDER: 'simulated' } }),
        startBrowser(),
      ]);
      ({ page, complaints } = await openPage(browser, system.client.origin));
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await system.stop();
    });
    afterEach(() => expect(complaints.splice(0)).toEqual([]));

    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const idInAddress = (): string => new URL(page.url()).pathname.split('/').at(-1) as string;
    const shown = (text: string) => page.getByText(text, { exact: true }).first().waitFor();

    const openOptions = () => page.getByRole('heading', { name: 'Options' }).click();

    async function submitByForm(type: string, fill: () => Promise<void>): Promise<string> {
      await page.goto(`/new?type=${type}`);
      await fill();
      await button('Submit').click();
      await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
      return idInAddress();
    }

    it('submits by the form what its fields and options say', async () => {
      const id = await submitByForm('demo.calculation', async () => {
        await page.getByLabel('expression').fill('6 * 7');
        await openOptions();
        await page.getByLabel('Priority').fill('9');
        await page.getByLabel('Time limit of an attempt').fill('5000');
        await page.getByLabel('Tags', { exact: true }).first().fill('by-form');
        await page.keyboard.press('Enter');
        await page.getByLabel('Metadata (JSON)').fill('{"customer":"42"}');
      });
      await shown('Completed');
      expect(await system.client.ended(id)).toMatchObject({
        type: 'demo.calculation',
        input: { expression: '6 * 7' },
        result: { value: '42' },
        priority: 9,
        timeoutMs: 5000,
        tags: ['by-form'],
        metadata: { customer: '42' },
      });
    });

    it('follows a task by the program of docs/events.md', async () => {
      const { id } = await system.client.submit({
        ...slow,
        input: { ...slow.input, providerOptions: { simulated: { wordsPerSecond: 1_000 } } },
      });
      const program = await textOf('docs/events.md', 'in a browser');
      await page.goto('/');
      const [text, task] = await page.evaluate<[string, { result: { text: string } }]>(
        `new Promise((resolve) => { const id = ${JSON.stringify(id)}; const output = { textContent: '' };
          const show = (task) => resolve([output.textContent, task]); ${program} })`,
      );
      expect(text.length).toBeGreaterThan(0);
      expect(task).toMatchObject({ id, result: { text } });
    });

    it('says at the field what is missing, and what the server refuses', async () => {
      await page.goto('/new?type=ai.text-generation');
      await page.getByLabel('prompt').fill('');
      await button('Submit').click();
      await shown('Needed');
      await page.getByLabel('prompt').fill('hello');
      await page.getByLabel('provider', { exact: true }).fill('nobody');
      await button('Submit').click();
      await page
        .getByText(/is not on/)
        .first()
        .waitFor();
      await openOptions();
      const url = page.getByRole('textbox', { name: 'URL' });
      await url.fill('http://127.0.0.1/hook');
      await button('Submit').click();
      await url.and(page.locator('[aria-invalid=true]')).waitFor();
      expect(new URL(page.url()).pathname).toBe('/new');
    });

    it('uploads a file into a field that names one', async () => {
      const id = await submitByForm('demo.file-processing', async () => {
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello world') });
        await page.getByText(/^a\.txt, /).waitFor();
      });
      expect(await system.client.ended(id)).toMatchObject({
        status: 'COMPLETED',
        result: { mediaType: 'text/plain', size: 11 },
      });
    });

    it('shows the text as it grows, until it is cancelled, and runs it again', async () => {
      const { id } = await system.client.submit(slow);
      await page.goto(`/tasks/${id}`);
      const text = page.getByTestId('live-text');
      const first = (await text.innerText()).length;
      await until(async () => (await text.innerText()).length > first, LIMIT_MS);
      const log = page.getByRole('region', { name: 'Log' });
      await log.getByText('Attempt 1 asks simulated for simulated.').waitFor();
      expect(await log.getByRole('checkbox', { name: 'Follow' }).isChecked()).toBe(true);
      await log.getByText('Warnings').click();
      await log.getByText('No line of this level.').waitFor();
      await log.getByText('Info', { exact: true }).click();
      await log.getByText('Attempt 1 asks simulated for simulated.').waitFor();
      await button('Cancel').click();
      await shown('Cancelled');
      expect((await system.client.ended(id)).status).toBe('CANCELLED');
      expect((await text.innerText()).length).toBeGreaterThan(first);
      await page.reload();
      // what it had written is kept
      await until(async () => (await text.innerText()).length > first, LIMIT_MS);
      await button('Retry').click();
      await system.client.running(id);
      await text.waitFor();
      await button('Cancel').click();
      await shown('Cancelled');
    });

    it('runs a task again with changes, beside the run', async () => {
      const { id } = await system.client.submit({ ...failing, priority: 3, tags: ['copy'] });
      await system.client.ended(id);
      await page.goto(`/tasks/${id}`);
      await button('Run again with changes').click();
      const form = page.getByRole('dialog', { name: 'Run again with changes' });
      await form.getByLabel('seed').fill('7');
      await page.getByRole('region', { name: 'Timeline' }).getByText('Attempt 1: failed').waitFor();
      const left = async (locator: Locator) => (await locator.boundingBox()) ?? { x: 0, width: 0 };
      await until(async () => {
        const [run, beside] = [await left(page.getByRole('region', { name: 'Timeline' })), await left(form)];
        return run.x + run.width <= beside.x; // neither covers the other
      }, LIMIT_MS);
      await form.getByRole('button', { name: 'Submit' }).click();
      await form.getByRole('status').getByRole('link').click();
      await page.waitForURL((url) => !url.pathname.endsWith(id));
      expect(await system.client.get(idInAddress())).toMatchObject({
        type: failing.type,
        input: { ...failing.input, seed: 7 },
        priority: 3,
        tags: ['copy'],
      });
    });

    it('does something to the tasks that are ticked, and to one by its line', async () => {
      const tags = ['ticked'];
      const tasks = [failing, failing, { ...failing, runAt: new Date(Date.now() + 3_600_000).toISOString() }];
      const { body } = await system.client.call<{ tasks: { id: string }[] }>('POST', '/tasks/batch', {
        tasks: tasks.map((task) => ({ ...task, tags })),
      });
      const [one, other, later] = body.tasks.map(({ id }) => id) as [string, string, string];
      for (const id of [one, other]) await system.client.ended(id);
      await page.goto('/tasks?tag=ticked&sort=createdAt');
      const counts = page.getByRole('navigation', { name: 'Status' });
      await counts.getByRole('link', { name: /Failed 2/ }).waitFor();
      await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
      await button('Retry (2)').click();
      for (const id of [one, other])
        await system.client.until(id, ({ attempts, status }) => attempts.made === 2 && status === 'FAILED');
      await button('Clear selection').click();
      const waiting = page.getByRole('row').filter({ hasText: /starts in \d+ (minutes|hour)/ });
      await waiting.getByRole('link', { name: 'failureProbability: 1' }).click();
      await page
        .getByRole('region', { name: 'State' })
        .getByText(/^starts in/)
        .waitFor();
      await page.goBack();
      await waiting.getByRole('button', { name: 'Run now' }).click();
      expect((await system.client.ended(later)).attempts.made).toBe(1);
      await counts.getByRole('link', { name: /Failed 3/ }).waitFor();
    });

    it('asks now and then where changes cannot come live', async () => {
      await page.route('**/api/v1/events', (route) => route.abort());
      await page.goto('/tasks?tag=asked');
      await page.getByText('Not live').waitFor();
      await page.getByText('No task matches.').waitFor();
      await system.client.submit({ ...failing, tags: ['asked'] });
      await page.getByRole('table', { name: 'Tasks' }).getByText('Failed', { exact: true }).waitFor();
      await page.unroute('**/api/v1/events');
    });

    it('shows new tasks live, and retries all that match', async () => {
      await page.goto('/tasks?tag=again');
      await page.getByText('No task matches.').waitFor();
      const { body } = await system.client.call<{ tasks: { id: string }[] }>('POST', '/tasks/batch', {
        tasks: [failing, failing, failing],
      });
      const rows = page.getByRole('table', { name: 'Tasks' }).getByText('Failed', { exact: true });
      await until(async () => (await rows.count()) === 3, LIMIT_MS);
      await button('All that match').click();
      await page.getByRole('menuitem', { name: 'Retry all' }).click();
      await page.getByText('3 tasks match.').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Retry all' }).click();
      await page.getByText(/^3 done/).waitFor();
      for (const { id } of body.tasks)
        await system.client.until(id, ({ attempts, status }) => attempts.made === 2 && status === 'FAILED');
    });
  });
});
