import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@app/embedded-postgres';
import { LocalStart } from '../support/local-start.js';
import { until } from '../support/until.js';

const COPIED = [
  'apps',
  'libs',
  'scripts',
  'dist',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.swcrc',
];
const HANDLER = 'libs/task-types/src/calculation/calculation.handler.ts';

describe('npm run dev', () => {
  let folder: string;
  let local: LocalStart;
  let api: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-dev-'));
    await chmod(folder, 0o711); // for the user who runs PostgreSQL where these tests run as root
    for (const path of COPIED) await cp(path, join(folder, path), { recursive: true });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const variables = {
      DATA_DIR: join(folder, 'data'),
      PORT: String(await freePort()),
      WORKER_PORT: String(await freePort()),
    };
    api = `http://127.0.0.1:${variables.PORT}`;
    local = new LocalStart(variables, {
      command: process.execPath,
      args: [join(folder, 'scripts/dev.mjs'), '--no-types'],
      folder,
    });
    await local.ready();
    await until(() => local.text.includes('Watching.'), 30_000);
  }, 90_000);

  afterAll(async () => {
    local.cleanUp();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('runs a saved handler with the next task, and starts only the worker again', async () => {
    const before = await pids();
    const spares = await until(
      () =>
        local.processes.pidsOf('spare/spare.mjs').length === 2 && local.processes.pidsOf('spare/spare.mjs'),
      30_000,
    );
    await saveHandler('evaluate(parseExpression(expression))', "'from the saved handler'");
    await until(async () => (await pids()).worker !== before.worker, 30_000);
    expect(spares).toContain((await pids()).worker); // the one that had loaded the packages already
    expect(await resultOf('1 + 1')).toMatchObject({
      status: 'COMPLETED',
      result: { value: 'from the saved handler' },
    });
    expect(await pids()).toMatchObject({ api: before.api, postgres: before.postgres });
  }, 120_000);

  it('gives back what runs, which goes on with the new code', async () => {
    const { id } = await submit({
      type: 'ai.text-generation',
      input: { prompt: 'x', providerOptions: { simulated: { wordsPerSecond: 1 } } },
    });
    const first = await until(async () => (await task(id)).worker, 20_000);
    await edit(
      'libs/ai/src/simulated/simulated-language-model.ts',
      'const TICK_MS = 10;',
      'const TICK_MS = 11;',
    );
    const second = await until(async () => {
      const now = await task(id);
      return now.status === 'PROCESSING' && now.worker !== first ? now : null;
    }, 30_000);
    expect(second.attempts.made).toBe(1); // one that was given back is not counted
    await fetch(`${api}/api/v1/tasks/${id}/cancel`, { method: 'POST' });
  }, 120_000);

  it('starts the API again for a file that only the API loads', async () => {
    const before = await pids();
    await edit('apps/api/src/problem.ts', 'export ', '// edited\nexport ');
    await until(async () => (await pids()).api !== before.api, 30_000);
    await until(() => fetch(`${api}/health/ready`), 60_000);
    expect(await pids()).toMatchObject({ worker: before.worker, postgres: before.postgres });
  }, 120_000);

  it('says where a saved file is broken, leaves all as it is, and logs by the line of the source once it is mended', async () => {
    const before = await pids();
    await saveHandler('export class', 'export klass');
    await until(() => local.text.includes('Expected') || local.text.includes('expected'), 20_000);
    expect(await pids()).toEqual(before);
    expect(await resultOf('1 + 1')).toMatchObject({ status: 'COMPLETED' });
    await saveHandler('evaluate(parseExpression(expression))', "String(JSON.parse('thrown on purpose'))");
    await until(async () => (await pids()).worker !== before.worker, 30_000);
    await submit({ type: 'demo.calculation', input: { expression: '1' }, maxAttempts: 1 });
    const source = (await readFile(join(folder, HANDLER), 'utf8')).split('\n');
    const line = 1 + source.findIndex((text) => text.includes('thrown on purpose'));
    await until(() => local.text.includes(`calculation.handler.ts:${line}:`), 20_000);
  }, 120_000);

  /** Of those that serve; waits while one is away. */
  async function pids(): Promise<{ api: number; worker: number; postgres: number }> {
    return until(() => {
      const tree = local.processes;
      try {
        return {
          api: tree.pidOf('apps/api/src/main.js'),
          worker: tree.pidOf('apps/worker/src/main.js'),
          postgres: tree.pidOf('/bin/postgres'),
        };
      } catch {
        return null;
      }
    }, 20_000);
  }

  /** The handler as it is in the repository, but for one piece. */
  async function saveHandler(old: string, fresh: string): Promise<void> {
    const text = await readFile(HANDLER, 'utf8');
    expect(text).toContain(old);
    await writeFile(join(folder, HANDLER), text.replace(old, fresh));
  }

  async function edit(path: string, old: string, fresh: string): Promise<void> {
    const file = join(folder, path);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(old);
    await writeFile(file, text.replace(old, fresh));
  }

  async function submit(body: object): Promise<{ id: string }> {
    const headers = { 'content-type': 'application/json' };
    // Waits while the API starts again; an answer that is no acceptance is a fault of this test.
    const answer = await until(
      () => fetch(`${api}/api/v1/tasks`, { method: 'POST', headers, body: JSON.stringify(body) }),
      60_000,
    );
    expect(answer.status).toBe(201);
    return (await answer.json()) as { id: string };
  }

  async function task(
    id: string,
  ): Promise<{ status: string; worker: string | null; result: unknown; attempts: { made: number } }> {
    return (await (await fetch(`${api}/api/v1/tasks/${id}`)).json()) as never;
  }

  async function resultOf(expression: string): Promise<object> {
    const { id } = await submit({ type: 'demo.calculation', input: { expression } });
    return until(async () => {
      const seen = await task(id);
      return ['COMPLETED', 'FAILED'].includes(seen.status) ? seen : null;
    }, 20_000);
  }
});
