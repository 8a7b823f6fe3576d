import { randomUUID } from 'node:crypto';
import { appendFile, chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServerUser } from '@app/embedded-postgres';
import { prepareDatabase } from '@app/persistence';
import { until } from '../until.js';
import type { Place } from './place.js';
import { PostgresServer } from './postgres-server.js';

export const DATABASE = 'task_runner';
const LIMIT_MS = 30_000;

export interface Site {
  readonly place: Place;
  readonly port: number;
}

/** A primary and a standby that streams from it; the database of the product is migrated and empty. */
export class PostgresReplication {
  private constructor(
    readonly first: PostgresServer,
    readonly second: PostgresServer,
    private readonly folder: string,
    private readonly password: string,
  ) {}

  static async start(first: Site, second: Site): Promise<PostgresReplication> {
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-replication-'));
    await chmod(folder, 0o755); // the sockets are for all
    const user = await findServerUser([]);
    if (user) await chown(folder, user.uid, user.gid);
    const password = randomUUID();
    const serverOf = ({ place, port }: Site): PostgresServer =>
      new PostgresServer(place, port, folder, folder, password);
    const pair = new PostgresReplication(serverOf(first), serverOf(second), folder, password);
    try {
      await pair.startFirst();
      await pair.startSecond();
      return pair;
    } catch (error) {
      await pair.destroy();
      throw error;
    }
  }

  /** Both servers, as a process of the product is told of them. */
  get url(): string {
    const hosts = [this.first, this.second].map(({ place, port }) => `${place.address}:${port}`);
    return `postgres://postgres:${this.password}@${hosts.join()}/${DATABASE}?target_session_attrs=read-write`;
  }

  /** Commits wait from now on until the standby has them. */
  async beSynchronous(): Promise<void> {
    await this.first.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await this.first.query('SELECT pg_reload_conf()');
    await until(() => this.standbysIn('sync'), LIMIT_MS);
  }

  /** What is committed from now on is not on the standby. */
  async stopStreaming(): Promise<void> {
    await this.second.query(`ALTER SYSTEM SET primary_conninfo = ''`);
    await this.second.query('SELECT pg_reload_conf()');
    await until(
      async () => (await this.second.query('SELECT FROM pg_stat_wal_receiver')).length === 0,
      LIMIT_MS,
    );
  }

  async promote(): Promise<void> {
    await this.second.query('SELECT pg_promote()');
  }

  async destroy(): Promise<void> {
    await Promise.all([this.first.destroy(), this.second.destroy()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  private async startFirst(): Promise<void> {
    const { first } = this;
    const passwordFile = join(this.folder, 'password');
    await writeFile(passwordFile, `${this.password}\n`, { mode: 0o644 });
    const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await first.run('initdb', `--pgdata=${first.data}`, ...access, '--encoding=UTF8', '--no-sync');
    await rm(passwordFile);
    const rules = ['all', 'replication'].map((what) => `host ${what} all all scram-sha-256\n`);
    await appendFile(join(first.data, 'pg_hba.conf'), rules.join(''));
    await first.start();
    await first.query(`CREATE DATABASE ${DATABASE}`);
    await prepareDatabase(first.urlBySocket(DATABASE));
  }

  private async startSecond(): Promise<void> {
    const { first, second } = this;
    const server = [`--host=${first.place.address}`, `--port=${first.port}`, '--username=postgres'];
    const copy = ['--write-recovery-conf', '--checkpoint=fast', '--wal-method=stream', '--no-sync'];
    await second.run('pg_basebackup', ...server, `--pgdata=${second.data}`, ...copy);
    await second.start();
    await until(() => this.standbysIn('async'), LIMIT_MS);
  }

  private async standbysIn(state: 'sync' | 'async'): Promise<boolean> {
    const streaming = `SELECT FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = $1`;
    return (await this.first.query(streaming, 'postgres', [state])).length > 0;
  }
}
