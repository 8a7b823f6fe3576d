import type { Browser, Page } from 'playwright-core';
import { describeWithBrowser, openPage, startBrowser } from '../support/browser.js';
import { onAnyBroker } from '../support/brokers.js';
import { letCalmPass } from '../support/calm.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const LIMIT_MS = 20_000;
const SUM = { type: 'demo.calculation', input: { expression: '6 * 7' } };

describeWithBrowser('the pages of operation in a browser', () => {
  onAnyBroker((broker) => {
    let system: TestSystem;
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      const variables = { QUEUE_ALERT_WAITING: '3', QUEUE_ALERT_AGE_SECONDS: '0' };
      [system, browser] = await Promise.all([TestSystem.start({ broker, variables }), startBrowser()]);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await system.stop();
    });
    beforeEach(async () => void ({ page, complaints } = await openPage(browser, system.client.origin)));
    afterEach(async () => {
      await page.close();
      expect(complaints).toEqual([]);
    });

    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    const queue = async () =>
      (
        await system.client.call<{ paused: boolean; concurrency: number | null }>(
          'GET',
          '/api/v1/queues/demo_tasks',
        )
      ).body;

    it('pauses a queue, warns when it grows too long, and resumes it', async () => {
      await page.goto('/queues');
      await button('Pause demo_tasks').click();
      await button('Resume demo_tasks').waitFor();
      expect((await queue()).paused).toBe(true);
      const { body } = await system.client.call<{ tasks: { id: string }[] }>('POST', '/tasks/batch', {
        tasks: Array(5).fill(SUM),
      });
      await page.getByText('demo_tasks: too many tasks wait').waitFor({ timeout: LIMIT_MS });
      await button('Resume demo_tasks').click();
      for (const { id } of body.tasks) expect((await system.client.ended(id)).status).toBe('COMPLETED');
      await letCalmPass(system);
      await page
        .getByText('demo_tasks: too many tasks wait')
        .waitFor({ state: 'detached', timeout: 2 * LIMIT_MS });
    });

    it('limits what runs at once in the cluster', async () => {
      await page.goto('/queues');
      await page.getByLabel('At once in the cluster: demo_tasks').fill('7');
      await button('Apply the concurrency of demo_tasks').click();
      await until(async () => (await queue()).concurrency === 7, LIMIT_MS);
    });

    it('shows what the figures say, also as tables', async () => {
      await system.client.ended((await system.client.submit(SUM)).id);
      await page.goto('/?window=15m');
      await page.getByText('Workers online').waitFor();
      await page
        .getByText(/^95% ≤ \S+ · 99% ≤ \S+$/)
        .nth(1)
        .waitFor(); // of the wait and of the run time
      await page.getByRole('button', { name: 'Accepted and ended per minute as a table' }).click();
      await page.getByRole('table', { name: /Accepted and ended per minute/ }).waitFor();
    });

    it('makes a schedule, runs it by hand, and pauses it', async () => {
      await page.goto('/schedules');
      await button('New schedule').click();
      await page.getByLabel('Cron expression').fill('0 0 29 2 *');
      await page.getByRole('combobox', { name: 'Task type' }).click();
      await page.getByRole('option', { name: 'ai.text-generation' }).click();
      await page.getByLabel('prompt').fill('hello');
      // not among those that browsers list
      await page.getByRole('combobox', { name: 'Time zone' }).fill('US/Eastern');
      await page.getByRole('textbox', { name: 'Name' }).fill('by form');
      await button('Save').click();
      await button('Run now: by form').click();
      await page.getByText('by form: a task was made.').waitFor();
      const { body } = await system.client.call<{ data: { name: string; lastTaskId: string }[] }>(
        'GET',
        '/api/v1/schedules',
      );
      expect(body.data).toMatchObject([
        {
          name: 'by form',
          timeZone: 'US/Eastern',
          lastTaskId: expect.any(String),
          task: { input: { prompt: 'hello' } },
        },
      ]);
      await page.getByLabel('Active: by form').click({ force: true });
      await page.getByText('by form is paused.').waitFor();
    });

    it('shows what a worker runs, drains it by hand, and lets it take tasks again', async () => {
      const slow = { providerOptions: { simulated: { wordsPerSecond: 2 } } };
      const { id } = await system.client.submit({
        type: 'ai.text-generation',
        input: { prompt: 'a slow story', ...slow },
      });
      await page.goto('/workers');
      await page
        .getByRole('list', { name: /^Runs now/ })
        .getByRole('link', { name: 'a slow story' })
        .waitFor();
      await button(/^Drain .+/).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Drain' }).click();
      await page.getByText('Draining', { exact: true }).waitFor();
      await button(/^Take tasks again: .+/).click();
      await page.getByText('Online', { exact: true }).waitFor();
      await system.client.call('POST', `/api/v1/tasks/${id}/cancel`);
      await system.client.ended(id);
    });
  });
});
