import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { type Binaries, majorVersionOf } from './binaries.js';
import { type ClusterFolder, SERVER_ENVIRONMENT } from './cluster-folder.js';
import { copyTree } from './cluster-place.js';
import { KeptProcess } from './kept-process.js';
import { findOldPrograms, type OldPrograms } from './old-programs.js';
import { prepareOwnRole, ROLE } from './own-role.js';
import { give } from './ownership.js';
import { Server } from './server.js';
import type { ServerUser } from './server-user.js';
import { downgradeRefused, noProgramsFor, noSpaceFor, upgradeFailed } from './upgrade-refusals.js';

/** What a throw-away server need not keep. */
const UNSAFE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/** The copy, the new cluster and the dump, which is smaller than the data. */
const SPACE_FACTOR = 3;

export interface UpgradeOptions {
  readonly folder: ClusterFolder;
  /** The programs that are to be used from now on. */
  readonly binaries: Binaries;
  readonly user: ServerUser | null;
  readonly database: string;
  /** Told before and after. */
  readonly onUpgrade: (message: string) => void;
}

/**
 * Brings a cluster of an older major version of PostgreSQL to the version of the programs at hand, by dump
 * and restore. The old server runs on a copy: the old data is never opened, and stays as `data-<version>`
 * when all is done.
 * @throws EmbeddedPostgresError with what to do, where the old programs are missing or a step fails; nothing
 *   has changed then
 */
export async function upgradeWhenOlder(options: UpgradeOptions): Promise<void> {
  const { folder, binaries } = options;
  await finishSwap(folder);
  if (!(await folder.hasCluster())) return;
  const [from, to] = await Promise.all([folder.majorVersion(), majorVersionOf(binaries.postgres)]);
  if (from === to) return;
  if (from > to) throw downgradeRefused(folder, from, to);
  await new Upgrade(options, from, to).run();
}

class Upgrade {
  private readonly work: string;
  private readonly oldData: string;
  private readonly newData: string;
  private readonly dump: string;
  private readonly servers: Server[] = [];

  constructor(
    private readonly options: UpgradeOptions,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.work = join(options.folder.path, 'upgrade.unfinished');
    this.oldData = join(this.work, `data-${from}`);
    this.newData = join(this.work, `data-${to}`);
    this.dump = join(this.work, 'database.dump');
  }

  async run(): Promise<void> {
    const { folder, user, onUpgrade } = this.options;
    const programs = await findOldPrograms(this.from, this.to, folder.path, user);
    const { postgres, pgDump, pgRestore } = programs;
    if (!postgres || !pgDump || !pgRestore) throw noProgramsFor(folder, this.from, this.to, programs);
    await this.checkSpace();
    onUpgrade(`the data of PostgreSQL ${this.from} is taken over by PostgreSQL ${this.to}`);
    try {
      await this.fill({ postgres, pgDump, pgRestore }).finally(() => this.stopServers());
      onUpgrade(`taken over; the old data stays in ${await this.swap()} until you remove it`);
    } catch (error) {
      throw upgradeFailed(folder, this.from, error as Error);
    } finally {
      await rm(this.work, { recursive: true, force: true });
    }
  }

  private async stopServers(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  private async checkSpace(): Promise<void> {
    const { path, data } = this.options.folder;
    const [{ bavail, bsize }, bytes] = [await statfs(path), await sizeOf(data)];
    if (bavail * bsize < bytes * SPACE_FACTOR) throw noSpaceFor(this.options.folder, bytes * SPACE_FACTOR);
  }

  private async fill({ postgres, pgDump, pgRestore }: Record<keyof OldPrograms, string>): Promise<void> {
    const { folder, binaries, user, database } = this.options;
    await rm(this.work, { recursive: true, force: true });
    await mkdir(this.work, { mode: 0o700 });
    if (user) await give(this.work, user);
    await copyTree(folder.data, this.oldData);
    const old = await this.serve(postgres, this.oldData, UNSAFE);
    await folder.initialiseAt(this.newData, binaries, user, []);
    const fresh = await this.serve(binaries.postgres, this.newData, {});
    const superuser = { host: '127.0.0.1', user: 'postgres', password: await folder.password() };
    const password = await folder.rolePassword(user);
    await this.tellOfOthers({ ...superuser, port: old.port });
    await prepareOwnRole({
      superuser: { ...superuser, port: fresh.port },
      password,
      database,
      mayCreateDatabases: false,
    });
    await this.tool(pgDump, superuser.password, [
      ...this.login(old, superuser.user),
      '--format=custom',
      `--file=${this.dump}`,
      database,
    ]);
    const whole = ['--exit-on-error', '--single-transaction'];
    await this.tool(pgRestore, password, [
      ...this.login(fresh, ROLE),
      ...whole,
      `--dbname=${database}`,
      this.dump,
    ]);
    await this.analyse({ ...superuser, port: fresh.port, database });
  }

  /** Also for what both tools have in common: what was dumped belongs to who restores it. */
  private login({ port }: Server, name: string): string[] {
    return [
      '--host=127.0.0.1',
      `--port=${port}`,
      `--username=${name}`,
      '--no-password',
      '--no-owner',
      '--no-privileges',
    ];
  }

  private async serve(
    postgres: string,
    data: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<Server> {
    const { folder, user } = this.options;
    const server = new Server(
      new KeptProcess({ stopSignal: 'SIGINT', killSignal: 'SIGQUIT', orphanGraceMs: 0 }),
    );
    this.servers.push(server);
    await server.start({ postgres, user, data, log: folder.log, settings });
    return server;
  }

  private async tool(command: string, password: string, args: readonly string[]): Promise<void> {
    const env = { ...SERVER_ENVIRONMENT, PGPASSWORD: password };
    await promisify(execFile)(command, [...args], { ...this.options.user, cwd: '/', env }).catch(
      (cause: Error & { stderr?: string }) => {
        // without the arguments' environment
        throw new Error(`${command}: ${cause.stderr || cause.message}`, { cause });
      },
    );
  }

  /** A person may have made more in this server than is ours. */
  private async tellOfOthers(server: object): Promise<void> {
    const client = new Client({ ...server, database: 'postgres' });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', $1)`,
      [this.options.database],
    );
    await client.end();
    for (const { datname } of rows)
      this.options.onUpgrade(`database ${escapeIdentifier(datname)} is not ours and is not taken over`);
  }

  /** A restored database has no statistics, and a planner without them chooses badly. */
  private async analyse(config: object): Promise<void> {
    const client = new Client(config);
    await client.connect();
    await client.query('ANALYZE');
    await client.end();
  }

  /** A kill between two of these steps is mended by the next start; see finishSwap. */
  private async swap(): Promise<string> {
    const { folder } = this.options;
    const kept = await freeName(join(folder.path, `data-${this.from}`));
    // of one that was interrupted before the next line
    await rm(swapIn(folder), { recursive: true, force: true });
    await rename(this.newData, swapIn(folder));
    await rename(folder.data, kept);
    await finishSwap(folder);
    return kept;
  }
}

/** Under this name the new cluster is whole. */
function swapIn(folder: ClusterFolder): string {
  return join(folder.path, 'data.upgraded');
}

async function finishSwap(folder: ClusterFolder): Promise<void> {
  if (await folder.hasCluster()) return; // one under the other name is made again
  await rename(swapIn(folder), folder.data).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? path : `${path}.${number}`;
    if (!(await stat(name).catch(() => null))) return name;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
