import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { blocksOfGroup, type DocsBlock } from '../support/docs-blocks.js';
import { commandsIn, type DocsCommand } from '../support/docs-commands.js';
import { DocsOutputs } from '../support/docs-outputs.js';
import { withImports } from '../support/docs-typescript.js';

const execute = promisify(execFile);

const PAGE = 'docs/task-types.md';
const FOLDER = 'libs/task-types/src/invoice-total';
const OWN = {
  './invoice-total.handler.js': ['InvoiceTotalHandler'],
  './invoice-total.input.js': ['InvoiceTotalInput'],
  './invoice-total.result.js': ['InvoiceTotalResult'],
};
const OF_TESTS = { '../support/brokers.js': ['forEachBroker'], '../support/test-system.js': ['TestSystem'] };
const LIMIT_MS = 600_000;

/** From its own text to the end, in a copy of all files; the imports are what an editor adds. */
describe('docs/task-types.md', () => {
  let copy: string;
  let commands: DocsCommand[];
  let programs: string[];

  beforeAll(async () => {
    const blocks = await blocksOfGroup(PAGE, 'follow the page');
    commands = blocks.filter(({ kind }) => kind !== 'ts').flatMap(commandsIn);
    programs = blocks.filter(({ kind }) => kind === 'ts').map(({ text }) => text);
    await mkdir('.build', { recursive: true });
    copy = await mkdtemp(resolve('.build/task-type-'));
    await copyFiles(copy);
  });
  afterAll(() => rm(copy, { recursive: true }));

  it(
    'leads to a type in a queue of its own, on which formats, lint, types, boundaries and tests are green',
    async () => {
      const [make, unit, generate, ...more] = commands;
      await follow(make);
      await follow(unit);
      expect(more).toEqual([]);
      await writePrograms();
      await addQueue('invoices');
      await run('npx prettier --write libs/task-types libs/queue libs/client test/e2e/invoice-total.spec.ts');
      await follow(generate);
      await run('npm run --silent format:check');
      await run(`npx eslint libs/task-types libs/queue libs/client test/e2e examples`);
      await writeOtherPrograms();
      await run('npm run --silent types');
      await run('npm run --silent boundaries');
      await run(
        "npm run --silent unit -- --testPathPatterns 'task-types|openapi|libs/client|libs/tasks' --maxWorkers=2",
      );
      await run(
        "npm test -- --selectProjects e2e --testPathPatterns 'e2e/(client-types|main-path|invoice-total)'",
      );
      await run("npm run --silent unit -- --testPathPatterns 'invoice-total/'");
    },
    LIMIT_MS,
  );

  async function follow(step: DocsCommand | undefined): Promise<void> {
    const came = await run(step?.command ?? 'false');
    if (step?.output) expect(new DocsOutputs().difference(step.output, came)).toBeNull();
  }

  /**
   * On one broker: the type does not depend on it.
   * @returns what it wrote.
   * @throws with that where it fails
   */
  async function run(command: string): Promise<string> {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, BROKERS: 'postgres' };
    const both = await execute('bash', ['-c', `{ ${command}\n} 2>&1`], {
      cwd: copy,
      env,
      maxBuffer: 2 ** 24,
    }).catch((error: { stdout: string }) => {
      throw new Error(`${command}\n${error.stdout}`);
    });
    return both.stdout;
  }

  async function writePrograms(): Promise<void> {
    const [input = '', result = '', handler = '', spec = '', whole = '', ...more] = programs;
    expect(more).toEqual([]);
    await write(`${FOLDER}/invoice-total.input.ts`, withImports(input));
    await write(`${FOLDER}/invoice-total.result.ts`, withImports(result));
    await write(`${FOLDER}/invoice-total.handler.ts`, withImports(handler, OWN));
    await write(`${FOLDER}/invoice-total.handler.spec.ts`, withImports(spec, OWN));
    await write('test/e2e/invoice-total.spec.ts', withImports(whole, OF_TESTS));
  }

  /**
   * "Add a line `defineQueue({ name: 'NAME' });` to `libs/task-types/src/queues.ts`, and name it in
   * `@TaskType`."
   */
  async function addQueue(name: string): Promise<void> {
    const [, line = '', file = ''] =
      /a line `(defineQueue\S+ \S+ \S+ \S+)` to `(\S+)`/.exec(await readFile(PAGE, 'utf8')) ?? [];
    await change(file, /$/, `${line.replace('NAME', name)}\n`);
    await change(`${FOLDER}/invoice-total.handler.ts`, "queue: 'demo_tasks'", `queue: '${name}'`);
  }

  /** Programs of other pages, for the compiler. */
  async function writeOtherPrograms(): Promise<void> {
    const [field] = await textsOf('docs/files.md', 'a file of an input');
    const [thread, handler] = await textsOf('docs/file-processing.md', 'a handler in a thread');
    await write(`${FOLDER}/resize.input.ts`, withImports(String(field)));
    await write(
      `${FOLDER}/primes.thread.ts`,
      `${thread}\nfunction isPrime(number: number): boolean {\n  return number > 1;\n}\n`,
    );
    const classes = 'class PrimesInput {\n  below!: number;\n}\nclass PrimesResult {\n  found!: number;\n}\n';
    await write(`${FOLDER}/primes.ts`, withImports(`${classes}${handler}`));
    const client = (await textsOf('docs/client.md', 'typed client')).join('\n').split('\n');
    const given =
      'declare const [id, apiKey, signal]: [string, string, AbortSignal];\nexport async function program(): Promise<void> {';
    const used = client.slice(1).join('\n');
    await write(
      'libs/client/src/docs.ts',
      `${client[0]?.replace("'@app/client'", "'./index.js'")}\n${given}\n${used}\n}\nexport { ApiError };\n`,
    );
  }

  const textsOf = async (page: string, group: string): Promise<string[]> =>
    (await blocksOfGroup(page, group)).map(({ text }: DocsBlock) => text);

  const write = (file: string, text: string): Promise<void> => writeFile(join(copy, file), text);

  async function change(file: string, from: string | RegExp, to: string): Promise<void> {
    const text = await readFile(join(copy, file), 'utf8');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    await write(file, changed);
  }
});

/** What git knows or would take, and the dependencies that are here. */
async function copyFiles(target: string): Promise<void> {
  const { stdout } = await execute('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    maxBuffer: 2 ** 24,
  });
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await cp(file, join(target, file)).catch((error: { code: string }) => {
      if (error.code !== 'ENOENT') throw error; // removed, and not committed yet
    });
  }
  await symlink(resolve('node_modules'), join(target, 'node_modules'));
}
