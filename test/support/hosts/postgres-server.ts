import { join } from 'node:path';
import { KeptProcess, type Run } from '@app/embedded-postgres';
import { Client } from 'pg';
import { OLD_VERSION, programs } from '../old-postgres.js';
import { until } from '../until.js';
import { enterAsServerUser, type Place, runIn } from './place.js';

const READY_LIMIT_MS = 30_000;

/** A server of Debian's PostgreSQL that ends with this process; the embedded one brings no pg_basebackup. */
export class PostgresServer {
  private server: Run | null = null;
  private readonly kept = new KeptProcess({
    stopSignal: 'SIGQUIT',
    killSignal: 'SIGKILL',
    orphanGraceMs: 0,
  });

  /** @param folder of the server's user @param socket a folder in which everybody finds the server */
  constructor(
    readonly place: Place,
    readonly port: number,
    private readonly folder: string,
    private readonly socket: string,
    private readonly password: string,
  ) {}

  get data(): string {
    return join(this.folder, `data-${this.port}`);
  }

  /** By a file, so that no network is in between. */
  urlBySocket(database: string): string {
    const parameters = new URLSearchParams({ host: this.socket, port: String(this.port) });
    return `postgres://postgres:${this.password}@/${database}?${parameters.toString()}`;
  }

  async run(program: string, ...args: string[]): Promise<string> {
    const env = { LC_ALL: 'C', PGPASSWORD: this.password };
    return runIn(await enterAsServerUser(this.place), [join(programs(OLD_VERSION), program), ...args], env);
  }

  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const all = {
      listen_addresses: this.place.address,
      port: String(this.port),
      unix_socket_directories: this.socket,
      fsync: 'off', // the machine does not fail, only its processes
      ...settings,
    };
    const [command = '', ...args] = [
      ...(await enterAsServerUser(this.place)),
      join(programs(OLD_VERSION), 'postgres'),
      '-D',
      this.data,
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const logFile = join(this.folder, `${this.port}.log`);
    this.server = await this.kept.run({
      command,
      args,
      env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
      logFile,
    });
    await until(() => this.query('SELECT 1'), READY_LIMIT_MS);
  }

  async query<Row extends object>(
    sql: string,
    database = 'postgres',
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new Client({ connectionString: this.urlBySocket(database) });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** As by a loss of power; its children notice and end at once. */
  async kill9(): Promise<void> {
    if (!this.server) return;
    process.kill(this.server.pid, 'SIGKILL');
    await this.server.exited;
    this.server = null;
  }

  async destroy(): Promise<void> {
    this.kept.signal('SIGQUIT');
    await this.server?.exited;
    await this.kept.close();
  }
}
