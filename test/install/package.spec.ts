import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@app/embedded-postgres';
import { blocksOfGroup } from '../support/docs-blocks.js';
import { openPage, startBrowser } from '../support/browser.js';
import type { LocalStart } from '../support/local-start.js';
import { OwnProject, packProduct } from '../support/own-project.js';
import { TaskClient } from '../support/task-client.js';
import { until } from '../support/until.js';

const LIMIT_MS = 400_000;
const WAIT_MS = 60_000;
const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

const OTHERS = {
  'pnpm, strict as it is': 'npx -y pnpm@10.18.0 add',
  'yarn, with node_modules':
    "printf 'nodeLinker: node-modules\\ncompressionLevel: 0\\n' > .yarnrc.yml; touch yarn.lock; npx -y @yarnpkg/cli-dist@4.10.3 add",
};

/** What a person without this repository does: one package, an empty folder, a type of their own. */
describe('the npm package', () => {
  let packed: string;
  let tarball: string;
  let project: OwnProject;
  let startCommand: string;
  const projects: OwnProject[] = [];
  /** Beside the first one: most of the time of an installation is waiting. */
  const installed = new Map<string, Promise<OwnProject>>();

  beforeAll(async () => {
    packed = await mkdtemp(join(tmpdir(), 'packed-'));
    await chmod(packed, 0o755);
    tarball = await packProduct(packed);
    for (const [manager, command] of Object.entries(OTHERS)) {
      const installation = installBy(command);
      installation.catch(() => undefined); // its own test tells
      installed.set(manager, installation);
    }
    project = await OwnProject.make('Mein Größe Projekt');
    projects.push(project);
    const [install, handler, startIt] = (await blocksOfGroup('README.md', 'own project')).map(
      ({ text }) => text,
    );
    startCommand = String(startIt);
    await project.run(`cp '${tarball}' .`);
    await project.run(String(install));
    await project.write('task-types/hello.ts', String(handler));
  }, LIMIT_MS);

  afterAll(async () => {
    await Promise.allSettled(installed.values());
    await Promise.all(projects.map((one) => one.remove()));
    await rm(packed, { recursive: true });
  });

  it('brings a command that says what there is, and refuses what it does not know with exit code 2', async () => {
    const bin = 'node_modules/.bin/task-runner';
    const refused = (rest: string, reason: RegExp) =>
      expect(project.run(`PORT=0 WORKER_PORT=0 ${bin} ${rest}`)).rejects.toThrow(reason);
    expect(await project.run('npx task-runner --help')).toMatch(/start .*\n[^]*new-task-type/);
    expect(await project.run(`${bin} --version`)).toMatch(/^\d+\.\d+\.\d+\n$/);
    await refused('strat', /exit code 2[^]*Did you mean start\?/);
    await refused('start --port 1', /exit code 2[^]*--port/);
    await refused('keys create ops -s all', /exit code 2[^]*metrics, read/);
    await project.run(`${bin} new-task-type made`);
    await refused('new-task-type made', /exit code 1[^]*is there already/);
    await refused('worker', /exit code 1[^]*DATABASE_URL/);
    await refused('start -t ./nowhere', /exit code 1[^]*there is no folder .*nowhere/);
    const entry = await project.run(`${bin} keys create ops -s read 2> /dev/null`);
    expect(entry).toMatch(/^ops:[\da-f]{48}:read\n$/);
  });

  it('has specs of handlers run, on the test runner of Node', async () => {
    const command = 'node --import async-ai-task-runner/register --test task-types/made.spec.ts';
    expect(await project.run(command)).toContain('# pass 1');
  });

  it(
    'has types for a strict project, whatever its modules are, and nothing that publint or attw find',
    async () => {
      await project.run(
        `mkdir -p node_modules/@types; cp -R '${resolve('node_modules/@types/node')}' node_modules/@types/`,
      );
      await project.run(`cp -R '${resolve('node_modules/undici-types')}' node_modules/`);
      await project.write('use.ts', USE);
      const tsc = resolve('node_modules/typescript/bin/tsc');
      for (const [type, modules, resolution] of [
        ['commonjs', 'node16', 'node16'],
        ['module', 'node16', 'node16'],
        ['module', 'esnext', 'bundler'],
      ] as const) {
        await project.run(`npm pkg set type=${type}`);
        await project.write('tsconfig.json', tsconfig(modules, resolution));
        await project.run(`node '${tsc}' -p .`);
      }
      await project.run(`npx -y publint@0.3.25 --strict '${tarball}'`);
      await project.run(`npx -y @arethetypeswrong/cli@0.18.5 '${tarball}'`);
    },
    LIMIT_MS,
  );

  it(
    'starts with a type of one’s own, which runs, is in Swagger and in the form, and runs as it is saved',
    async () => {
      const { started, url } = await start(project, startCommand);
      const client = new TaskClient(url);
      const greeting = async (): Promise<unknown> => {
        const { id } = await client.submit({ type: 'acme.hello', input: { name: 'Ada' } });
        return (await client.ended(id)).result?.greeting;
      };
      expect(await greeting()).toBe('Hello, Ada!');
      expect(await (await fetch(`${url}/docs-json`)).text()).toContain('AcmeHelloSubmission');
      await seeForm(url);

      const { id } = await client.submit({
        type: 'ai.text-generation',
        input: { prompt: 'x', providerOptions: { simulated: { wordsPerSecond: 12 } } },
      });
      const running = await until(async () => (await client.get(id)).worker, WAIT_MS);
      await project.edit('task-types/hello.ts', 'Hello, ', 'Moin, ');
      await until(async () => (await greeting()) === 'Moin, Ada!', WAIT_MS);
      expect(await client.get(id)).toMatchObject({ status: 'PROCESSING', worker: running });

      await project.edit('task-types/hello.ts', 'async run(', 'async run(((');
      await until(() => started.text.includes('The code of before goes on.'), WAIT_MS);
      expect(started.text).toMatch(/task-types\/hello\.ts:\d+:\d+ can't be compiled/);
      expect(await greeting()).toBe('Moin, Ada!');

      await project.edit('task-types/hello.ts', 'async run(((', 'async run(');
      await project.edit('task-types/hello.ts', '{ IsString }', '{ IsIn, IsString }');
      await project.edit('task-types/hello.ts', '@IsString() name', "@IsIn(['Eva']) @IsString() name");
      await until(async () => (await refusal(url)) === 400, WAIT_MS);
      expect(await client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
      await stop(started);
    },
    LIMIT_MS,
  );

  it.each(Object.keys(OTHERS))(
    'is installed by an ordinary user with %s, and runs',
    async (manager) => {
      const other = await installed.get(manager);
      if (!other) throw new Error(`${manager} was not asked to install`);
      await other.run('npx task-runner new-task-type hello');
      const { started, url } = await start(other);
      const client = new TaskClient(url);
      const { id } = await client.submit({ type: 'own.hello', input: { name: 'Ada' } });
      expect(await client.ended(id)).toMatchObject({ result: { greeting: 'Hello, Ada!' } });
      await stop(started);
    },
    LIMIT_MS,
  );

  async function installBy(command: string): Promise<OwnProject> {
    const other = await OwnProject.make('My Documents/für mich', isRoot ? NOBODY : {});
    projects.push(other);
    await other.write('package.json', '{ "name": "own", "private": true }');
    await other.run(`cp '${tarball}' ./runner.tgz; ${command} async-ai-task-runner@file:./runner.tgz`);
    return other;
  }

  async function start(
    where: OwnProject,
    command = 'npx task-runner start -t ./task-types',
  ): Promise<{ started: LocalStart; url: string }> {
    const PORT = String(await freePort());
    const started = where.start(command, { PORT, WORKER_PORT: String(await freePort()) });
    await started.ready(WAIT_MS);
    await until(() => started.text.includes('Watching task-types'), WAIT_MS);
    return { started, url: `http://127.0.0.1:${PORT}` };
  }

  async function stop(started: LocalStart): Promise<void> {
    const { processes } = started;
    started.signalGroup('SIGINT');
    await started.exited;
    await until(() => processes.survivors.length === 0, WAIT_MS);
    started.cleanUp();
  }

  async function refusal(url: string): Promise<number> {
    const answer = await fetch(`${url}/api/v1/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'acme.hello', input: { name: 'Ada' } }),
    }).catch(() => null);
    return answer?.status ?? 0;
  }

  async function seeForm(url: string): Promise<void> {
    const browser = await startBrowser();
    try {
      const { page, complaints } = await openPage(browser, url);
      await page.goto('/new?type=acme.hello');
      await page.getByText('Greets somebody.').first().waitFor();
      await page.getByLabel(/name/i).first().waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }
});

const USE = `import { createClient, follow } from 'async-ai-task-runner/client';
import { contextFor } from 'async-ai-task-runner/testing';
import { defineQueue, type TaskContext, TaskError } from 'async-ai-task-runner';
import type { HelloInput, HelloResult } from './task-types/hello.js';

defineQueue({ name: 'slow-work', concurrency: 2 });
export const client = createClient<{ 'acme.hello': { input: HelloInput; result: HelloResult } }>({ apiKey: 'x' });
export const greeting = client.submit({ type: 'acme.hello', input: { name: 'Ada' } });
export const text: Promise<string | undefined> = greeting.then(({ result }) => result?.greeting);
export const sum = client.submit({ type: 'demo.calculation', input: { expression: '1 + 1' } });
// @ts-expect-error its input has a name
void client.submit({ type: 'acme.hello', input: { nam: 'Ada' } });
export const context: TaskContext<{ a: string }> = contextFor({ a: 'b' });
export const error = new TaskError('locked', 'It is locked.', { retryable: true, retryAfterMs: 5 });
export { follow };
`;

const tsconfig = (module: string, moduleResolution: string): string =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      experimentalDecorators: true,
      types: ['node'],
    },
    include: ['task-types', 'use.ts'],
  });
