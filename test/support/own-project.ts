import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LocalStart } from './local-start.js';

const execute = promisify(execFile);

/** Of this process: where the registry is, and how to reach it. */
const WAY_TO_REGISTRY =
  /^(?:npm_config_registry|YARN_NPM_REGISTRY_SERVER|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy)$/i;

/** Installing takes a while where many things run. */
const COMMAND_LIMIT_MS = 240_000;

export interface Person {
  readonly uid?: number;
  readonly gid?: number;
}

/** What `npm pack` makes of the repository as it is. @returns the tarball */
export async function packProduct(folder: string): Promise<string> {
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: resolve('.'),
    maxBuffer: 2 ** 24,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

/** A folder of one's own, outside the repository, in which a person types commands. */
export class OwnProject {
  private constructor(
    private readonly base: string,
    readonly folder: string,
    private readonly home: string,
    private readonly person: Person,
  ) {}

  static async make(name: string, person: Person = {}): Promise<OwnProject> {
    const base = await realpath(await mkdtemp(join(tmpdir(), 'own-project-')));
    const [folder, home] = [join(base, name), join(base, 'home')];
    for (const path of [folder, home]) await mkdir(path, { recursive: true });
    const { uid, gid } = person;
    if (uid !== undefined && gid !== undefined)
      for (const path of [base, folder, home]) await chown(path, uid, gid);
    return new OwnProject(base, folder, home, person);
  }

  /** @returns what it printed to both streams. @throws with that, and its exit code, where it fails */
  async run(command: string): Promise<string> {
    const failed = ({ stdout, code }: { stdout: string; code: number }): never => {
      throw new Error(`${command}: exit code ${code}\n${stdout}`);
    };
    const options = {
      cwd: this.folder,
      env: this.environment,
      timeout: COMMAND_LIMIT_MS,
      maxBuffer: 2 ** 24,
    };
    const { stdout } = await execute('/bin/sh', ['-c', `{ ${command}\n} 2>&1`], {
      ...options,
      ...this.person,
    }).catch(failed);
    return stdout;
  }

  /** A command that runs until it is stopped. */
  start(command: string, variables: Readonly<Record<string, string>>): LocalStart {
    return new LocalStart(
      { ...this.environment, ...variables },
      {
        command: '/bin/sh',
        args: ['-c', `exec ${command}`],
        folder: this.folder,
        ...this.person,
      },
    );
  }

  async edit(file: string, from: string, to: string): Promise<void> {
    const path = join(this.folder, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(path, text.replace(from, to));
  }

  async write(file: string, text: string): Promise<void> {
    const path = join(this.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    const { uid, gid } = this.person;
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  }

  remove(): Promise<void> {
    return rm(this.base, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private get environment(): Record<string, string> {
    const way = Object.entries(process.env).filter(([name]) => WAY_TO_REGISTRY.test(name));
    return {
      ...(Object.fromEntries(way) as Record<string, string>),
      PATH: String(process.env.PATH),
      HOME: this.person.uid === undefined ? String(process.env.HOME) : this.home,
      npm_config_prefer_offline: 'true',
      npm_config_update_notifier: 'false',
      YARN_ENABLE_TELEMETRY: '0',
    };
  }
}
