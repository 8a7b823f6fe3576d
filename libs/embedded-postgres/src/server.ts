import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SERVER_ENVIRONMENT } from './cluster-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { freePort } from './free-port.js';
import type { KeptProcess, Run } from './kept-process.js';
import { isReady } from './postmaster.js';
import type { ServerUser } from './server-user.js';

const READY_POLL_MS = 20;
const STOP_LIMIT_MS = 30_000;
const QUIT_LIMIT_MS = 10_000;
const LAUNCH_LIMIT_MS = 30_000;

/**
 * Losing these costs at most a second try: a port that was taken since, or a killed server's backends that
 * still end.
 */
const TAKEN_PORT = /could not (bind|create any TCP)/;
const STILL_ENDING = /pre-existing shared memory|lock file "postmaster.pid"/;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

export interface ServerOptions {
  /** The program. */
  readonly postgres: string;
  readonly user: ServerUser | null;
  readonly data: string;
  readonly log: string;
  /** Over our own. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A postmaster on 127.0.0.1 and a free port, which it keeps when it is started again. */
export class Server {
  private running: Run | null = null;
  private keptPort = 0;

  /** @param onDeath told when it ends although nobody stopped it */
  constructor(
    private readonly kept: KeptProcess,
    private readonly onDeath: (reason: string) => void = () => undefined,
  ) {}

  get port(): number {
    return this.keptPort;
  }

  /** Of the postmaster, while it runs. */
  get pid(): number | null {
    return this.running?.pid ?? null;
  }

  /** Does nothing when it runs. @throws EmbeddedPostgresError with what the server said */
  async start(options: ServerOptions): Promise<void> {
    if (this.running) return;
    for (const deadline = Date.now() + LAUNCH_LIMIT_MS; ;) {
      const keepsPort = this.keptPort !== 0;
      const problem = await this.tryStarting(options, this.keptPort || (await freePort()));
      if (!problem) return;
      const worthRetrying = STILL_ENDING.test(problem) || TAKEN_PORT.test(problem);
      if (!worthRetrying || Date.now() > deadline)
        throw new EmbeddedPostgresError(`PostgreSQL did not start:\n${problem}`);
      if (keepsPort || STILL_ENDING.test(problem)) await delay(250);
    }
  }

  /**
   * Lets nobody wait: open connections are cut, committed data is kept. Does nothing when it does not run.
   */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = null; // expected from here on
    if (running) {
      this.kept.signal('SIGINT');
      const limits = [
        setTimeout(() => this.kept.signal('SIGQUIT'), STOP_LIMIT_MS),
        setTimeout(() => this.kept.signal('SIGKILL'), STOP_LIMIT_MS + QUIT_LIMIT_MS), // one that is suspended hears no other
      ];
      await running.exited;
      for (const limit of limits) clearTimeout(limit);
    }
    await this.kept.close();
  }

  /** @returns what the server said when it ended instead */
  private async tryStarting(
    { postgres, user, data, log, settings }: ServerOptions,
    port: number,
  ): Promise<string | null> {
    const logged = (await stat(log)).size;
    const all = Object.entries({ ...SETTINGS, ...settings, port: String(port) });
    const args = ['-D', data, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const server = await this.kept.run({
      command: postgres,
      args,
      env: SERVER_ENVIRONMENT,
      logFile: log,
      ...user,
    });
    const end = await readyOrEnded(server, data);
    if (end) return `${end}\n${(await readFile(log)).subarray(logged).toString()}`;
    this.keptPort = port;
    this.running = server;
    void server.exited.then((reason) => this.died(server, reason));
    return null;
  }

  private died(server: Run, reason: string): void {
    if (this.running !== server) return;
    this.running = null;
    this.onDeath(reason);
  }
}

async function readyOrEnded(server: Run, data: string): Promise<string | null> {
  let end: string | null = null;
  void server.exited.then((reason) => (end = reason));
  while (!end && !(await isReady(data, server.pid))) await delay(READY_POLL_MS);
  return end;
}
