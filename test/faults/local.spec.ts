import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closedFolder, freePort } from '@app/embedded-postgres';
import { LocalStart } from '../support/local-start.js';
import type { ProcessTree } from '../support/process-tree.js';
import { until } from '../support/until.js';

const ENDED_LIMIT_MS = 20_000;

describe('npm start', () => {
  let folder: string;
  let variables: { DATA_DIR: string; PORT: string; WORKER_PORT: string };
  let starts: LocalStart[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-local-'));
    await chmod(folder, 0o711); // for the user who runs PostgreSQL where these tests run as root
    const DATA_DIR = join(folder, 'data of ours');
    variables = { DATA_DIR, PORT: String(await freePort()), WORKER_PORT: String(await freePort()) };
    starts = [];
  });

  afterEach(async () => {
    starts.forEach((local) => local.cleanUp());
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('serves API and worker, starts each part that is killed again, and leaves no process after Ctrl-C', async () => {
    await leftByAnEarlierVersion();
    const local = start();
    const tree = await local.ready();
    await expectToBeClosed(tree);
    expect((await fetch(url('/health/ready'))).status).toBe(200);
    expect((await fetch(url('/health/ready', variables.WORKER_PORT))).status).toBe(200);
    expect(local.text).toContain(`curl -X POST ${url('/api/v1/tasks')}`);
    expect(local.text).toContain("simulated, no provider's key is set");
    await lookOn();
    await expectSourcePositions(
      await submit({ type: 'demo.unreliable', input: { failureProbability: 1 }, maxAttempts: 1 }),
    );
    await until(() => requestsIn(local).length > 0, 5_000);
    expect(requestsIn(local)).toEqual(['POST']);
    for (const [file, port] of [
      ['apps/api/src/main.js', variables.PORT],
      ['apps/worker/src/main.js', variables.WORKER_PORT],
    ] as const) {
      process.kill(tree.pidOf(file), 'SIGKILL');
      await until(async () => !(await answers(port)), 5_000);
      await until(() => answers(port), 20_000);
    }
    await until(() => local.text.match(/^Ready\./gm)?.length === 3, 10_000); // told again after each
    process.kill(tree.pidOf('/bin/postgres'), 'SIGKILL');
    await until(() => local.text.includes('PostgreSQL is back'), 20_000);
    await until(() => answers(variables.PORT), 20_000);
    const all = await local.ready();
    local.signalGroup('SIGINT');
    expect(await local.exited).toBe(0);
    expect([...tree.survivors, ...all.survivors]).toEqual([]);
  }, 120_000);

  it('refuses a second start with the same data, finds its tasks after everything was killed, and leaves no process when the starter is', async () => {
    const first = start();
    const tree = await first.ready();
    const second = start({ PORT: String(await freePort()), WORKER_PORT: String(await freePort()) });
    expect(await second.exited).toBe(1);
    expect(second.text).toContain(
      `already running: the start with process id ${first.pid}, which serves ${url('')},`,
    );
    const id = await submit();
    tree.kill9();
    await until(() => tree.survivors.length === 0, ENDED_LIMIT_MS);
    const again = start();
    const others = await again.ready();
    expect(await (await fetch(url(`/api/v1/tasks/${id}`))).json()).toMatchObject({ id });
    again.signal('SIGKILL'); // the starter alone: the rest ends by itself
    await until(() => others.survivors.length === 0, ENDED_LIMIT_MS);
  }, 120_000);

  it('starts again although a PostgreSQL without a keeper is left', async () => {
    const local = start();
    const tree = await local.ready();
    for (const pid of [local.pid, tree.pidOf('keeper.mjs')]) process.kill(pid, 'SIGKILL');
    await until(() => tree.survivors.every((command) => command.includes('postgres')), ENDED_LIMIT_MS);
    expect(tree.survivors).not.toEqual([]);
    await start().ready();
    expect(tree.survivors).toEqual([]);
  }, 120_000);

  it('names a variable that is wrong, and ends', async () => {
    const local = start({ CONCURRENCY: 'many' });
    expect(await local.exited).toBe(1);
    expect(local.text).toContain('CONCURRENCY');
  }, 90_000);

  it('names the port that is taken, and ends', async () => {
    const other = createServer().listen(Number(variables.PORT), '127.0.0.1');
    const local = start();
    await until(() => local.text.includes(`port ${variables.PORT}`), 60_000);
    expect(await local.exited).toBe(1);
    other.close();
  }, 90_000);

  function start(more: Readonly<Record<string, string>> = {}): LocalStart {
    const local = new LocalStart({ ...variables, ...more });
    starts.push(local);
    return local;
  }

  /** Open folders and files, root's where these tests run as root. */
  async function leftByAnEarlierVersion(): Promise<void> {
    await mkdir(join(variables.DATA_DIR, 'mail'), { recursive: true, mode: 0o755 });
    await writeFile(join(variables.DATA_DIR, 'mail', 'old.eml'), 'To: you', { mode: 0o644 });
  }

  /**
   * What is kept is open to one account only. API and worker run as that one, which is not root, wherever it
   * can go there.
   */
  async function expectToBeClosed(tree: ProcessTree): Promise<void> {
    const paths = ['mail', 'mail/old.eml', 'postgres'].map((path) => join(variables.DATA_DIR, path));
    const found = await Promise.all(paths.map((path) => stat(path)));
    expect(found.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '700']);
    const running = ['/bin/postgres', 'apps/api/src/main.js', 'apps/worker/src/main.js'].map((text) =>
      tree.pidOf(text),
    );
    const [server, ...apps] = (await Promise.all(running.map((pid) => stat(`/proc/${pid}`)))).map(
      ({ uid }) => uid,
    );
    if (process.getuid?.() === 0) expect(server).not.toBe(0);
    const user = { uid: Number(server), gid: Number(server) };
    const isClosed = await Promise.all(
      [resolve('dist'), process.execPath].map((path) => closedFolder(user, path)),
    );
    expect(apps).toEqual(isClosed.some(Boolean) ? [0, 0] : [server, server]);
    expect(found[0]?.uid).toBe(apps[0]);
  }

  function url(path: string, port = variables.PORT): string {
    return `http://127.0.0.1:${port}${path}`;
  }

  /** As an open dashboard does. */
  async function lookOn(): Promise<void> {
    const stream = await fetch(url('/api/v1/events'));
    for (const path of ['/', '/api/v1/tasks', '/api/v1/queues', '/api/v1/stats', '/metrics'])
      await (await fetch(url(path))).text();
    await stream.body?.cancel();
  }

  /** The methods of the requests that have a line. */
  function requestsIn({ text }: LocalStart): unknown[] {
    const lines = text.split('\n').filter((line) => line.includes('"message":"request"'));
    return lines.map(
      (line) => (JSON.parse(line) as { http: { request: { method: string } } }).http.request.method,
    );
  }

  async function answers(port: string): Promise<boolean> {
    return fetch(url('/health/ready', port)).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async function expectSourcePositions(id: string): Promise<void> {
    const [attempt] = await until(async () => {
      const answer = (await (await fetch(url(`/api/v1/tasks/${id}/attempts`))).json()) as {
        data: { error: { stack: string } | null }[];
      };
      return answer.data[0]?.error ? answer.data : null;
    }, 20_000);
    expect(attempt?.error?.stack).toMatch(/ at run \(.*unreliable\.handler\.ts:\d+:\d+\)/);
  }

  async function submit(task: object = { prompt: 'What is artificial intelligence?' }): Promise<string> {
    const body = JSON.stringify(task);
    const response = await fetch(url('/api/v1/tasks'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  }
});
