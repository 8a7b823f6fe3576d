import { readFile } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { onAnyBroker } from '../support/brokers.js';
import { CommandLineRun } from '../support/command-line.js';
import { startHttp } from '../support/http-alone.js';
import { OpenAiServer } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const PIECES = Array.from({ length: 300 }, (_, index) => `${index} é😀 `);

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;
  let completed = '';
  beforeAll(async () => {
    openai = await OpenAiServer.start();
    system = await TestSystem.start({
      broker,
      variables: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl },
    });
    const input = { expression: '2 * 21' };
    completed = (await system.client.submit({ type: 'demo.calculation', input })).id;
    await system.client.ended(completed);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  const start = (...args: string[]) => new CommandLineRun(args, { TASK_RUNNER_URL: system.client.origin });
  const finish = async (...args: string[]) => {
    const run = start(...args);
    return { code: await run.exited, stdout: run.stdout, stderr: run.stderr };
  };

  it('prints the text as it comes, and exits with 0', async () => {
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    openai.next({ pieces: ['Hello', { text: ' world', after }] });
    const run = start('What is AI?');
    await until(() => run.stdout === 'Hello', 20_000);
    release();
    expect(await run.exited).toBe(0);
    expect([run.stdout, run.stderr]).toEqual(['Hello world\n', '']);
  });

  it('prints the result of another type, or the whole task as JSON', async () => {
    const args = ['--type', 'demo.calculation', '--input', '{"expression":"2 * 21"}'];
    const plain = await finish(...args);
    expect([plain.code, JSON.parse(plain.stdout)]).toEqual([0, { expression: '2 * 21', value: '42' }]);
    const json = await finish(...args, '--json');
    const task = JSON.parse(json.stdout);
    expect(task).toMatchObject({ status: 'COMPLETED', result: { value: '42' } });
    expect(await finish('--watch', task.id, '--json')).toEqual({ code: 0, stdout: json.stdout, stderr: '' });
  });

  it('reads standard input, leaves with the id, and then lists, shows, cancels and retries the task', async () => {
    const submitted = start(
      '--type',
      'demo.calculation',
      '--input',
      '-',
      '--priority',
      '7',
      '--tag',
      'a',
      '--tag',
      'b',
      '-d',
      '--idempotency-key',
      'k1',
    );
    submitted.write('{"expression":"1 / 0"}\n');
    expect([await submitted.exited, submitted.stdout, submitted.stderr]).toEqual([
      0,
      expect.stringMatching(/^[\da-f-]{36}\n$/),
      '',
    ]);
    const id = submitted.stdout.trim();
    expect(await system.client.ended(id)).toMatchObject({ priority: 7, tags: ['a', 'b'], status: 'FAILED' });
    const again = start(
      '--type',
      'demo.calculation',
      '--input',
      '-',
      '--priority',
      '7',
      '--tag',
      'a',
      '--tag',
      'b',
      '-d',
      '--idempotency-key',
      'k1',
    );
    again.write('{"expression":"1 / 0"}');
    expect([await again.exited, again.stdout]).toEqual([0, `${id}\n`]);
    const listed = await finish(
      'list',
      '--tag',
      'a',
      '--status',
      'FAILED,CANCELLED',
      '--error-code',
      'invalid_input',
    );
    expect([listed.code, listed.stdout]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^${id}  FAILED +\\S+Z  demo\\.calculation  invalid_input\\n$`)),
    ]);
    expect(JSON.parse((await finish('list', '--search', id, '--json')).stdout)).toMatchObject({
      data: [{ id }],
      nextCursor: null,
    });
    const shown = await finish('show', id);
    expect([shown.code, shown.stdout]).toEqual([
      0,
      expect.stringMatching(/status: +FAILED\n[^]*error: +invalid_input: /),
    ]);
    expect(await finish('retry', id)).toEqual({ code: 0, stdout: `${id} PENDING\n`, stderr: '' });
    const narrowed = await finish(
      'list',
      '--queue',
      'demo_tasks',
      '--type',
      'demo.calculation',
      '--limit',
      '1',
    );
    expect([narrowed.code, narrowed.stdout]).toEqual([
      0,
      expect.stringMatching(/^[\da-f-]{36}  \w+ +\S+Z  demo\.calculation.*\n$/),
    ]);
    expect(await finish('cancel', completed)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The task is COMPLETED /),
    });
  });

  it('cancels a task that runs', async () => {
    openai.next({ pieces: ['begun'], ending: 'hang' });
    const { stdout } = await finish('hang, please', '--detach');
    const id = stdout.trim();
    await system.client.running(id);
    expect(await finish('cancel', id)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^${id} (stops in a moment|CANCELLED)\n$`)),
    });
    expect(await system.client.ended(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('exits with 1 and says why when the task fails', async () => {
    const { code, stderr } = await finish('--type', 'demo.calculation', '--input', '{"expression":"1 / 0"}');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^The task failed: invalid_input: /)]);
  });

  it.each([
    ['an input that the server refuses', ['--type', 'demo.calculation', '--input', '{}'], /expression/],
    [
      'a task to watch that is not there',
      ['--watch', '01900000-0000-7000-8000-000000000000'],
      /^There is no task with this id\.\n$/,
    ],
    ['a task to show that is not there', ['show', '1'], /^There is no task with this id\.\n$/],
    ['a task to retry that completed', () => ['retry', completed], /^The task is COMPLETED; /],
    [
      'a key that no header can hold',
      ['list', '--key', '“hunter2”'],
      /^--key, or TASK_RUNNER_KEY: (?!.*hunter2)/,
    ],
    [
      'an address with a password',
      ['list', '--url', 'http://u:hunter2@127.0.0.1'],
      /TASK_RUNNER_URL: (?!.*hunter2)/,
    ],
    ['a status that there is not', ['list', '--status', 'LOST'], /status: must be one of/],
    [
      'a file, where the input takes none',
      ['--type', 'demo.calculation', '--file', 'package.json'],
      /fileId/,
    ],
  ])('exits with 2 for %s', async (_name, args: string[] | (() => string[]), message) => {
    const { code, stdout, stderr } = await finish(...(Array.isArray(args) ? args : args()));
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
  });

  it('says on Ctrl-C how to watch the task again, which then prints all of it', async () => {
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    openai.next({ pieces: ['one', { text: ' two', after }] });
    const run = start('interrupt me');
    await until(() => run.stdout === 'one', 20_000);
    run.signal('SIGINT');
    expect(await run.exited).toBe(130);
    const [, id = ''] = /--watch (\S+)/.exec(run.stderr) ?? [];
    release();
    expect(await finish('--watch', id)).toEqual({ code: 0, stdout: 'one two\n', stderr: '' });
  });

  it('goes on at the other API when the one it reads from is killed', async () => {
    const { process: doomed, client: first } = await system.startOwnApi();
    openai.next({ pieces: PIECES.map((text, index) => (index % 10 ? text : { text, delayMs: 30 })) });
    const run = start('a lot', '--url', `${first.origin},${system.client.origin}`);
    await until(() => run.stdout !== '', 20_000);
    await doomed.kill9();
    expect(await run.exited).toBe(0);
    expect(run.stdout.trim()).toBe(PIECES.join('').trim());
    expect(run.stderr).toMatch(/connection was lost/);
  });
});

describe('where a key is needed', () => {
  const KEY = 'a-key-of-24-characters-at-least';
  let app: NestFastifyApplication;
  beforeAll(async () => {
    ({ app } = await startHttp({ AUTH: 'required', API_KEYS: `ops:${KEY}` }));
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  it.each([
    ['none', [], {}, /^The server wants a key\. Give one with --key, or TASK_RUNNER_KEY\.\n$/],
    [
      'a wrong one',
      ['--key', 'wrong'],
      {},
      /^The server does not know this key\. Look for a missing or an extra character in --key, or/,
    ],
    ['a wrong one as a variable', [], { TASK_RUNNER_KEY: 'wrong' }, /^The server does not know this key\./],
    ['the right one', ['-k', KEY], {}, /^There is no task with this id\.\n$/],
    ['the right one as a variable', [], { TASK_RUNNER_KEY: KEY }, /^There is no task with this id\.\n$/],
  ])('says what is wrong with %s', async (_name, args, variables: Record<string, string>, message) => {
    const run = new CommandLineRun(['show', '1', '--url', await app.getUrl(), ...args], variables);
    expect([await run.exited, run.stdout, run.stderr]).toEqual([2, '', expect.stringMatching(message)]);
  });
});

it('has the options and commands that docs/client.md lists, and no others', async () => {
  const page = await readFile('docs/client.md', 'utf8');
  const run = new CommandLineRun(['--help']);
  await run.exited;
  const longNames = (text: string): string[] =>
    [...text.matchAll(/(?<![\w-])--[a-z-]+/g)].map(([name]) => name);
  const listed = page
    .split('\n')
    .filter((line) => /^\| `-/.test(line))
    .flatMap((line) => longNames(line.split('|')[1] ?? ''));
  const helped = run.stdout
    .split('\n')
    .filter((line) => /^ +-/.test(line))
    .flatMap((line) => longNames(line).slice(0, 1));
  expect(helped.filter((name) => name !== '--help').sort()).toEqual(listed.sort());
  const commands = [...page.matchAll(/^\| `([a-z]+)(?: ID)?` \|/gm)].map(([, name]) => name);
  expect(commands).toEqual(
    [...run.stdout.matchAll(/^ {2}([a-z]+) (?:\[options\]|<id>)/gm)].map(([, name]) => name),
  );
});

describe('without a server', () => {
  it.each([
    ['nothing to do', [], /Nothing to do/],
    ['an unknown option', ['--colour'], /unknown option/],
    ['two prompts', ['one', 'two'], /too many arguments/],
    ['an input that is no object', ['--input', '[1]'], /not a JSON object/],
    ['a task to watch and a prompt', ['hello', '--watch', 'x'], /--watch follows/],
    ['an address that is none', ['hello', '--url', 'localhost:1'], /not an address/],
    [
      'a server that is not there',
      ['hello', '--url', 'http://127.0.0.1:1'],
      /no answer from .*\nIs the server running/,
    ],
    [
      'a list without a server',
      ['list', '--url', 'http://127.0.0.1:1'],
      /no answer from .*\nIs the server running/,
    ],
    ['a command without its task', ['show'], /missing required argument/],
    ['a priority that is none', ['hello', '--priority', '11'], /whole number from 1 to 10/],
    ['nothing on standard input', ['-', '--url', 'http://127.0.0.1:1'], /Nothing came/],
    ['standard input for two', ['-', '--input', '-'], /Only one of/],
    ['a file that is not there', ['--file', '/does/not/exist'], /--file: /],
  ])('exits with 2 for %s', async (_name, args, message) => {
    const run = new CommandLineRun(args);
    run.write('');
    const code = await run.exited;
    expect([code, run.stdout, run.stderr]).toEqual([2, '', expect.stringMatching(message)]);
  });
});
