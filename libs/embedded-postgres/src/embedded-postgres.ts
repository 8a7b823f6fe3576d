import { readFile, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { checkAccess } from './access.js';
import { type Binaries, findBinaries } from './binaries.js';
import { ClusterFolder, SERVER_ENVIRONMENT } from './cluster-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { freePort } from './free-port.js';
import { KeptProcess, type Run } from './kept-process.js';
import { endLeftover, isReady } from './postmaster.js';
import { findServerUser, type ServerUser } from './server-user.js';

const READY_POLL_MS = 20;
const STOP_LIMIT_MS = 30_000;
const LAUNCH_LIMIT_MS = 30_000;

/** Losing these costs at most a second try: a port that was taken since, or a killed server's backends that still end. */
const TAKEN_PORT = /could not (bind|create any TCP)/;
const STILL_ENDING = /pre-existing shared memory|lock file "postmaster.pid"/;

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password and its log; made when missing. */
  readonly folder: string;
  /** Made when missing. */
  readonly database: string;
  /** How long the server outlives its owner while others hold the lifeline, in milliseconds; 0 by default. */
  readonly orphanGraceMs?: number;
  /** Server settings over our own, such as `{ max_connections: '300' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Nothing survives a crash of the machine, and the folder goes with its owner. For tests. */
  readonly temporary?: boolean;
  /** Told when the server ends although nobody stopped it; `start` brings it back, on the same port. */
  readonly onDeath?: (reason: string) => void;
  /** Told when `start` waits for a server whose owner was killed and that still serves others; see orphanGraceMs. */
  readonly onLeftover?: () => void;
}

/**
 * A PostgreSQL server of our own, on 127.0.0.1 and a free port that it keeps over restarts. It ends when this process ends.
 * @throws EmbeddedPostgresError from start, where the server cannot run
 */
export class EmbeddedPostgres {
  private readonly folder: ClusterFolder;
  private readonly kept: KeptProcess;
  private server: Run | null = null;
  private port = 0;
  private password = '';

  constructor(private readonly options: EmbeddedPostgresOptions) {
    this.folder = new ClusterFolder(resolve(options.folder));
    this.kept = new KeptProcess({
      stopSignal: options.temporary ? 'SIGQUIT' : 'SIGINT',
      killSignal: options.temporary ? 'SIGKILL' : 'SIGQUIT',
      orphanGraceMs: options.orphanGraceMs ?? 0,
      ...(options.temporary && { removeWhenOrphaned: this.folder.path }),
    });
  }

  /** Holds a credential. */
  get url(): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${this.options.database}`;
  }

  /** For the stdio list of processes that need the database until they end; see KeptProcess. */
  get lifeline(): Writable | null {
    return this.kept.lifeline;
  }

  /** Of the postmaster, while it runs. */
  get pid(): number | null {
    return this.server?.pid ?? null;
  }

  async start(): Promise<void> {
    const binaries = await findBinaries();
    const user = await findServerUser(this.folder.data);
    await this.folder.make(user);
    if (user) await checkAccess(user, binaries, this.folder.path);
    if (!(await this.folder.hasCluster())) await this.folder.initialise(binaries, user, this.options.temporary ? ['--no-sync'] : []);
    this.password = await this.folder.password();
    await this.endLeftover();
    await this.launch(binaries, user);
    await this.makeDatabase();
  }

  /** Lets nobody wait: open connections are cut, committed data is kept. Does nothing when it does not run. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null; // expected from here on
    if (server) {
      this.kept.signal('SIGINT');
      const limit = setTimeout(() => this.kept.signal('SIGQUIT'), STOP_LIMIT_MS);
      await server.exited;
      clearTimeout(limit);
    }
    await this.kept.close();
  }

  /** Stops it and removes its folder. */
  async destroy(): Promise<void> {
    await this.stop();
    await rm(this.folder.path, { recursive: true, force: true });
  }

  private async endLeftover(): Promise<void> {
    const patienceMs = (this.options.orphanGraceMs ?? 0) + STOP_LIMIT_MS;
    await endLeftover(this.folder.data, patienceMs, () => this.options.onLeftover?.());
  }

  private async launch(binaries: Binaries, user: ServerUser | null): Promise<void> {
    for (const deadline = Date.now() + LAUNCH_LIMIT_MS; ;) {
      const keepsPort = this.port !== 0;
      const port = this.port || (await freePort());
      const problem = await this.tryLaunch(binaries, user, port);
      if (!problem) return;
      const worthRetrying = STILL_ENDING.test(problem) || TAKEN_PORT.test(problem);
      if (!worthRetrying || Date.now() > deadline) throw new EmbeddedPostgresError(`PostgreSQL did not start:\n${problem}`);
      if (keepsPort || STILL_ENDING.test(problem)) await delay(250);
    }
  }

  /** @returns what the server said when it ended instead */
  private async tryLaunch({ postgres }: Binaries, user: ServerUser | null, port: number): Promise<string | null> {
    const logged = (await stat(this.folder.log)).size;
    const args = ['-D', this.folder.data, ...Object.entries(this.settings(port)).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const server = await this.kept.run({ command: postgres, args, env: SERVER_ENVIRONMENT, logFile: this.folder.log, ...user });
    const end = await this.readyOrEnded(server);
    if (end) return `${end}\n${(await readFile(this.folder.log)).subarray(logged).toString()}`;
    this.port = port;
    this.server = server;
    void server.exited.then((reason) => this.died(server, reason));
    return null;
  }

  private settings(port: number): Record<string, string> {
    return {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '200',
      jit: 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_checkpoints: 'off',
      ...(this.options.temporary && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
      ...this.options.settings,
    };
  }

  private async readyOrEnded(server: Run): Promise<string | null> {
    let end: string | null = null;
    void server.exited.then((reason) => (end = reason));
    while (!end && !(await isReady(this.folder.data, server.pid))) await delay(READY_POLL_MS);
    return end;
  }

  private died(server: Run, reason: string): void {
    if (this.server !== server) return;
    this.server = null;
    this.options.onDeath?.(reason);
  }

  private async makeDatabase(): Promise<void> {
    const { database } = this.options;
    const client = new Client({ host: '127.0.0.1', port: this.port, user: 'postgres', password: this.password, database: 'postgres' });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
      if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    } finally {
      await client.end();
    }
  }
}
