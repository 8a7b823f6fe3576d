/**
 * `npm run first-hour`: clones what is committed here into an empty folder, follows the README there, and
 * saves what a person sees, step by step, in docs/images/first-hour/. Needs git, curl and a Chromium
 * (CHROMIUM, by default /usr/bin/chromium), and the ports of the README free.
 */
import './check-node.mjs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Camera } from './first-hour/camera.mjs';
import { Newcomer } from './first-hour/newcomer.mjs';
import { root } from './sources.mjs';

const FOLDER = join(root, 'docs/images/first-hour');
const API = 'http://127.0.0.1:3000';
const HANDLER = 'libs/task-types/src/word-count/word-count.handler.ts';

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const camera = await Camera.open(FOLDER, API);
const newcomer = await Newcomer.clone(root);
try {
  await newcomer.start('npm start');
  await camera.terminal('npm-start', newcomer.screen());

  const [post, get] = await newcomer.commandsOf('README.md', 'Submit a task in another terminal');
  await newcomer.type(post);
  const { id } = newcomer.answer();
  const look = `${get.slice(0, get.lastIndexOf('/'))}/${id}`;
  await newcomer.typeUntil(look, ({ status, progress }) => status === 'PROCESSING' && progress.percent > 10);
  await camera.terminal('submit', newcomer.screen());
  await camera.page('task-running', `/tasks/${id}`);
  await newcomer.typeUntil(look, ({ status }) => status === 'COMPLETED');
  await camera.terminal('completed', newcomer.screen());
  await camera.page('task-completed', `/tasks/${id}`);

  await camera.page('swagger', '/docs', (page) => page.locator('.opblock').first().waitFor());
  await camera.page('swagger-executed', '/docs', executeFirstExample);

  for (const command of await newcomer.commandsOf('README.md', 'From the command line'))
    await newcomer.type(command);
  await newcomer.type('npm run -s task -- list');
  await camera.terminal('command-line', newcomer.screen());
  await camera.page('new-task', '/new?type=demo.email');

  await newcomer.stop();
  await newcomer.start('npm run dev');
  newcomer.clear();
  await newcomer.type('npm run new:task-type -- word-count');
  await newcomer.save(
    HANDLER,
    "progress(50, 'counting');",
    "progress(50, 'counting'); // saved while it runs",
  );
  await newcomer.type(
    `npm run -s task -- --type demo.word-count --input '{"text":"to be or not to be"}'`,
    /"words": 6/,
  );
  await camera.terminal('own-type', newcomer.screen());
  await newcomer.save(
    HANDLER,
    'return {',
    "if (input.text.includes('?')) throw new Error('This handler cannot count questions.');\n    return {",
  );
  const failing = {
    type: 'demo.word-count',
    input: { text: 'to be or not to be?' },
    maxAttempts: 2,
    tags: ['night'],
  };
  await newcomer.typeUntil(
    `curl -s ${API}/api/v1/tasks -H 'content-type: application/json' -H 'prefer: wait=30' -d '${JSON.stringify(failing)}'`,
    ({ status }) => status === 'FAILED',
  );
  const failed = newcomer.answer();
  for (let more = 0; more < 3; more += 1) await newcomer.repeat();
  await camera.page('operator-overview', '/?window=15m');
  await camera.page('operator-failed', '/tasks?status=FAILED');
  await camera.page('operator-why', `/tasks/${failed.id}`, openFirstStack);
} finally {
  await camera.close();
  await newcomer.leave();
}

async function openFirstStack(page) {
  await page.getByText('Stack', { exact: true }).first().click();
  await page
    .getByText(/word-count\.handler\.ts:\d+/)
    .first()
    .waitFor();
}

/** Submits a task as Swagger UI fills it in, and brings the answer into sight. */
async function executeFirstExample(page) {
  const operation = page.locator('.opblock-post', { has: page.locator('[data-path="/api/v1/tasks"]') });
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  await operation.locator('.live-responses-table').waitFor();
  await operation.locator('.responses-wrapper').evaluate((element) => element.scrollIntoView());
}
