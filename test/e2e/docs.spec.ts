import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { SecretKey } from '@app/secrets';
import type { OpenAPI3 } from 'openapi-typescript';
import sharp from 'sharp';
import { blocksOf, type DocsBlock, PAGES, RUNNING, textOf } from '../support/docs-blocks.js';
import { commandsIn } from '../support/docs-commands.js';
import { runCommands } from '../support/docs-script.js';
import { DocsOutputs } from '../support/docs-outputs.js';
import { DocsShell } from '../support/docs-shell.js';
import { trialsOf } from '../support/trials.js';
import { TryItOut } from '../support/try-it-out.js';
import { TestSystem } from '../support/test-system.js';

const execute = promisify(execFile);

const [OLD_KEY, NEW_KEY] = [SecretKey.random(), SecretKey.random()];

const OF_ITS_OWN = ['.git', '.data', '.env'];
const ADDRESS = /(?:127\.0\.0\.1|localhost):3000/g;

const FAST = { prompt: 'Hi', providerOptions: { simulated: { wordsPerSecond: 1_000 } } };

/**
 * A reader looks at a task when some time has gone by; here the same command is given until the task has come
 * so far.
 */
const READS = /^curl (?!.*\s-(?:[dFNi]|X)\b)/s;
const READS_LIMIT_MS = 60_000;

const placeOf = ({ page, line }: DocsBlock): string => `${page}:${line}`;
const running = (await Promise.all(PAGES.map(blocksOf))).flat().filter(({ group }) => group === RUNNING);

/**
 * What the pages let a person type while the product runs, word for word, but for the port. The commands of a
 * block share a shell.
 */
describe('the commands of the docs that need a running product', () => {
  let system: TestSystem;
  let base: string;
  let results: Map<string, Promise<void>>;

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'task-runner-docs-'));
    system = await TestSystem.start({
      broker: 'postgres',
      variables: { DATA_DIR: join(base, 'data'), SECRETS_KEY: `${OLD_KEY},${NEW_KEY}` },
    });
    await writeFile(join(base, '.curlrc'), 'silent\nshow-error\nfail-with-body\n');
    await makeClone();
    // All at once: most of the time they wait for a simulated text.
    results = new Map(running.map((block) => [placeOf(block), runBlock(block)]));
    await Promise.allSettled(results.values());
  }, 120_000);

  afterAll(async () => {
    await system.stop();
    await rm(base, { recursive: true, force: true });
  });

  it.each(running.map(placeOf))('%s', (place) => results.get(place));

  it('docs/events.md, with fetch', async () => {
    const { id } = await system.client.submit({ type: 'ai.text-generation', input: FAST });
    const [head = '', ...rest] = (await textOf('docs/events.md', 'with fetch')).split('\n\n');
    const given = `const [url, key] = ['${system.client.origin}/api/v1/tasks/${id}/events', ''];\nlet lastId;`;
    const program = [head, given, ...rest].join('\n').replace('lastId = id;', '$& console.log(event, data);');
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toMatch(/^status \{[^]*\ndelta \{[^]*\nend \{.*"status":"COMPLETED"/);
  });

  it('docs/webhooks.md, change the key', async () => {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const webhook = { url: 'https://example.com/', secret };
    await system.client.submit({
      type: 'demo.calculation',
      input: { expression: '1' },
      runAt: '2099-01-01T00:00:00.000Z',
      webhook,
    });
    const commands = (await textOf('docs/webhooks.md', 'change the key')).replace(
      'new,old',
      `${NEW_KEY},${OLD_KEY}`,
    );
    const output = await runCommands(commands, '.', {
      ...system.variables,
      HOME: base,
      ENV_FILE: '/dev/null',
    });
    // other commands may have made some, too; none is left with the old key
    expect(output).toMatch(/Secrets that are kept, by key:\n +\w+: [1-9]\d*\n*$/);
  });

  it('has examples in Swagger UI that can be executed twice in a row', async () => {
    const { body: document } = await system.client.call<OpenAPI3>('GET', '/docs-json');
    const trials = trialsOf(document);
    expect(trials.length).toBeGreaterThan(40);
    const swagger = new TryItOut(system.client, system.audit);
    const refused: string[] = [];
    for (const trial of trials) {
      for (const time of ['first', 'second']) {
        const status = await swagger.execute(trial);
        if (!trial.success.includes(status)) refused.push(`${trial.name}, ${time}: ${status}`);
      }
    }
    expect(refused).toEqual([]);
    expect(trials.filter(({ headers }) => headers['Idempotency-Key'] ?? headers.Prefer)).toEqual([]);
    const schedules = trials.filter(({ name }) => name.startsWith('POST /api/v1/schedules, '));
    expect(schedules.length).toBeGreaterThan(1);
    // a try must not submit tasks for ever
    for (const { body } of schedules) expect(body).toMatchObject({ enabled: false });
  });

  async function runBlock(block: DocsBlock): Promise<void> {
    const shell = new DocsShell(base, {
      HOME: base,
      CURL_HOME: base,
      ENV_FILE: '/dev/null',
      TASK_RUNNER_URL: system.client.origin,
    });
    const outputs = new DocsOutputs();
    try {
      for (const { command, output } of commandsIn(block)) await runCommand(command, output, shell, outputs);
    } finally {
      await shell.close();
    }
  }

  async function runCommand(
    command: string,
    shown: string | null,
    shell: DocsShell,
    outputs: DocsOutputs,
  ): Promise<void> {
    const own = outputs.translated(command).replaceAll(ADDRESS, new URL(system.client.origin).host);
    const deadline = Date.now() + (READS.test(command) ? READS_LIMIT_MS : 0);
    for (let came = await shell.run(own); shown !== null; came = await shell.run(own)) {
      const difference = outputs.difference(shown, came);
      if (difference === null) return;
      if (Date.now() > deadline) throw new Error(`The page ${difference}`);
    }
  }

  /** What a clone has, the files that a reader may have, and a change for `git diff`. */
  async function makeClone(): Promise<void> {
    for (const name of await readdir('.'))
      if (!OF_ITS_OWN.includes(name)) await symlink(resolve(name), join(base, name));
    const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } }).jpeg();
    for (const name of ['photo.jpg', 'holiday.jpg']) await picture.clone().toFile(join(base, name));
    await writeFile(join(base, 'notes.txt'), 'before\n');
    await runCommands('git init --quiet && git add notes.txt && echo after > notes.txt', base, {});
  }
});

describe('the commands of the docs that need nothing', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'task-runner-docs-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it.each(['README.md', 'docs/deployment.md'])(
    '%s, first settings: makes two secrets, and leaves what is there',
    async (page) => {
      const commands = await textOf(page, 'first settings');
      await runCommands(commands, folder, {});
      const made = await readFile(join(folder, '.env'), 'utf8');
      expect(made).toMatch(/^API_KEYS=ops:[\da-f]{48}\nPOSTGRES_PASSWORD=[\da-f]{48}\n$/);
      expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
      await runCommands(commands, folder, {});
      expect(await readFile(join(folder, '.env'), 'utf8')).toBe(made);
    },
  );

  it('docs/observability.md, secrets of the observability profile: adds two', async () => {
    await writeFile(join(folder, '.env'), 'PORT=3000\n');
    await runCommands(
      await textOf('docs/observability.md', 'secrets of the observability profile'),
      folder,
      {},
    );
    expect(await readFile(join(folder, '.env'), 'utf8')).toMatch(
      /^PORT=3000\nMETRICS_KEY=[\da-f]{48}\nGRAFANA_PASSWORD=[\da-f]{48}\n$/,
    );
  });
});
