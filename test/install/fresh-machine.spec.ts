import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@app/embedded-postgres';
import { textOf } from '../support/docs-blocks.js';
import { commandsIn } from '../support/docs-commands.js';
import { DocsOutputs } from '../support/docs-outputs.js';
import { LocalStart } from '../support/local-start.js';
import { TaskClient } from '../support/task-client.js';
import { until } from '../support/until.js';

const execute = promisify(execFile);

/** With an installation and a build. */
const READY_LIMIT_MS = 600_000;
const CASE_LIMIT_MS = 900_000;
const ENDED_LIMIT_MS = 30_000;

const isRoot = process.getuid?.() === 0;
const itAsRoot = isRoot ? it : it.skip;

interface Person {
  readonly uid?: number;
  readonly gid?: number;
  readonly home: string;
}

/**
 * What a person does on a fresh machine, by the README: a clone, `npm start`, `npm test`. One clone is moved
 * between the cases, as its installation takes longer than all the rest.
 */
describe('a clone of what is committed here', () => {
  let base: string;
  let clone: string;
  let started: LocalStart | null = null;
  let commands: string[];
  /** The first start installs and builds. */
  let isFirst = true;

  beforeAll(async () => {
    commands = (await textOf('README.md', 'both commands')).split('\n');
    expect(commands).toHaveLength(2);
    base = await mkdtemp(join(tmpdir(), 'fresh-machine-'));
    await chmod(base, 0o711);
    clone = join(base, 'clone');
    await execute('/bin/sh', ['-c', 'umask 077; git clone --quiet "$1" "$2"', 'sh', resolve('.'), clone]);
  });

  afterEach(async () => {
    started?.cleanUp();
    const place = await readFile(join(clone, '.data', 'postgres', 'place'), 'utf8').catch(() => '');
    if (place) await rm(place.trim(), { recursive: true });
    await rm(join(clone, '.data'), { recursive: true, force: true });
  });

  afterAll(() => rm(base, { recursive: true, force: true }));

  itAsRoot(
    'starts and tests for root in a folder that is closed to others, and leaves it closed',
    async () => {
      const root = { home: String(process.env.HOME) };
      await moveTo('root’s closed folder/projets à moi', 0o700);
      const text = await startAndStop(root);
      expect(text).toMatch(
        /Database +embedded PostgreSQL, \/(var\/lib|opt|srv)\/async-ai-task-runner\/clusters\//,
      );
      const reason = await textOf('docs/embedded-postgres.md', 'runs as');
      expect(text).toContain(reason.replace("'/root'", `'${join(base, 'root’s closed folder')}'`));
      await test(root);
      expect((await stat(join(base, 'root’s closed folder'))).mode & 0o777).toBe(0o700);
    },
    CASE_LIMIT_MS,
  );

  it(
    'starts and tests for an ordinary user in a folder with a space',
    async () => {
      const user = await ordinaryUser();
      await moveTo('My Documents/Projekte für mich', 0o755);
      if (user.uid !== undefined) await execute('chown', ['-R', `${user.uid}:${user.gid}`, clone]);
      const text = await startAndStop(user);
      expect(text).not.toMatch(/Runs as|cannot enter/);
      await test(user);
    },
    CASE_LIMIT_MS,
  );

  /** @param path below the base; the first folder gets the mode */
  async function moveTo(path: string, mode: number): Promise<void> {
    const target = join(base, path, 'clone');
    await mkdir(dirname(target), { recursive: true });
    await chmod(join(base, String(path.split('/')[0])), mode);
    await rename(clone, target);
    clone = target;
  }

  /** As one: `nobody` where we are root. */
  async function ordinaryUser(): Promise<Person> {
    if (!isRoot) return { home: String(process.env.HOME) };
    const account = { uid: 65534, gid: 65534, home: join(base, 'home') };
    await mkdir(account.home);
    await chown(account.home, account.uid, account.gid);
    return account;
  }

  /** @returns what it printed */
  async function startAndStop({ home, ...account }: Person): Promise<string> {
    const [PORT, WORKER_PORT] = [String(await freePort()), String(await freePort())];
    const npm = {
      command: '/bin/sh',
      args: ['-c', `umask 077; exec ${commands[0]}`],
      folder: clone,
      ...account,
    };
    started = new LocalStart({ HOME: home, PORT, WORKER_PORT, npm_config_prefer_offline: 'true' }, npm);
    const processes = await started.ready(READY_LIMIT_MS);
    const client = new TaskClient(`http://127.0.0.1:${PORT}`);
    const { id } = await client.submit({ type: 'demo.calculation', input: { expression: '6 * 7' } });
    expect((await client.ended(id)).result).toMatchObject({ value: '42' });
    started.signalGroup('SIGINT');
    await started.exited;
    await until(() => processes.survivors.length === 0, ENDED_LIMIT_MS);
    if (isFirst) expect(await differenceFromReadme(started.text)).toBeNull();
    isFirst = false;
    return started.text;
  }

  async function differenceFromReadme(text: string): Promise<string | null> {
    const [start] = commandsIn({ kind: 'console', text: await textOf('README.md', 'banner') });
    return new DocsOutputs().difference(start?.output ?? '', text);
  }

  async function test({ home, ...account }: Person): Promise<void> {
    const narrowed = `${commands[1]} -- --selectProjects integration --testPathPatterns integration/servers --maxWorkers=1`;
    const env = { PATH: process.env.PATH, HOME: home };
    const { stderr } = await execute('/bin/sh', ['-c', narrowed], { ...account, cwd: clone, env });
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
  }
});
