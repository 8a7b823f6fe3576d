import { type ClientBase, Pool, type PoolClient, type PoolConfig } from 'pg';
import { sql } from '../sql.js';
import { ConnectionsInUse } from './connections-in-use.js';
import { SilentConnection } from './silent-connection.js';
import { WatchedClient, type WatchedConfig } from './watched-client.js';

export interface WatchedPoolConfig extends Omit<PoolConfig, 'onConnect'>, Omit<WatchedConfig, 'onSilence'> {
  /** Makes a new connection ready; it is given out when that is done. */
  readonly onConnect?: (client: ClientBase) => Promise<void>;
  /** Whether each connection has a process of the server to itself, as it has not behind a pooler. */
  readonly isDirect: boolean;
}

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

const END_LIMIT_MS = 3_000;

/**
 * Those of this process. What makes a server silent on one connection meets all that are as old, whichever
 * pool has them.
 */
const pools = new Set<WatchedPool>();

/**
 * A pool of watched connections. After a silence it looks at all others too, instead of waiting for each of
 * them.
 */
export class WatchedPool extends Pool {
  private readonly idle = new Set<WatchedClient>();
  private readonly all = new Set<WatchedClient>();

  constructor(private readonly config: WatchedPoolConfig) {
    super({ ...config, onConnect: undefined });
    pools.add(this);
    // pg-pool makes each of its clients by these.
    Object.assign(this.options, {
      onConnect: config.onConnect,
      onSilence: (since: number) => void this.afterSilence(since),
    });
    Object.assign(this, { Client: WatchedClient });
    this.on('connect', (client) => this.all.add(watched(client)));
    this.on('acquire', (client) => this.idle.delete(watched(client)));
    this.on('release', (_, client) => this.idle.add(watched(client)));
    this.on('remove', (client) => this.forget(watched(client)));
  }

  override connect(): Promise<PoolClient>;
  override connect(done: Connected): void;
  override connect(done?: Connected): Promise<PoolClient> | undefined {
    if (!done)
      return super.connect().catch((error: unknown) => Promise.reject(this.reasonOf(error as Error)));
    super.connect((error, client, release) => done(error && this.reasonOf(error), client, release));
    return undefined;
  }

  override end(): Promise<void>;
  override end(done: () => void): void;
  override end(done?: () => void): Promise<void> | undefined {
    this.expectEnd();
    if (!done) return super.end();
    super.end(done);
    return undefined;
  }

  /**
   * Whoever waited too long for a free connection is told by pg-pool of a timeout "when trying to connect",
   * whether the others are in use or cannot be made. Those that are being made are not in `all` yet.
   */
  private reasonOf(error: Error): Error {
    const { max } = this.options;
    const areAllInUse = !this.ending && this.all.size >= max && this.idle.size === 0;
    return areAllInUse ? new ConnectionsInUse(max, { cause: error }) : error;
  }

  /**
   * An idle connection costs nothing. One at work is closed where the server knows nothing of its work: then
   * it waits in vain.
   */
  private async afterSilence(since: number): Promise<void> {
    const silent = [...pools].flatMap((pool) => pool.silentSince(since));
    for (const { client } of silent.filter(({ isIdle }) => isIdle))
      client.drop(new SilentConnection('was silent on another connection'));
    const busy = silent
      .filter(({ isIdle, canBeAskedFor }) => !isIdle && canBeAskedFor)
      .map(({ client }) => client);
    if (busy.length === 0 || !this.config.isDirect) return;
    const working = await this.working(busy).catch(() => busy); // they keep their own limits
    for (const client of busy) {
      if (!working.includes(client) && client.heardAt <= since)
        client.drop(new SilentConnection('knows nothing of the statement any more'));
    }
  }

  private silentSince(since: number): { client: WatchedClient; isIdle: boolean; canBeAskedFor: boolean }[] {
    const silent = [...this.all].filter(({ heardAt }) => heardAt <= since);
    return silent.map((client) => ({
      client,
      isIdle: this.idle.has(client),
      canBeAskedFor: this.config.isDirect && client.isWaiting,
    }));
  }

  private async working(clients: readonly WatchedClient[]): Promise<WatchedClient[]> {
    const { rows } = await this.query<{ pid: number }>(WORKING, [clients.map(({ serverPid }) => serverPid)]);
    return clients.filter(({ serverPid }) => rows.some(({ pid }) => pid === serverPid));
  }

  /** A connection that nobody gives back would be waited for, without an end. */
  private expectEnd(): void {
    pools.delete(this);
    setTimeout(() => this.dropAll(), END_LIMIT_MS).unref();
  }

  private dropAll(): void {
    for (const client of this.all)
      client.drop(new SilentConnection(`was still in use ${END_LIMIT_MS} ms after the end`));
  }

  private forget(client: WatchedClient): void {
    this.idle.delete(client);
    this.all.delete(client);
  }
}

const WORKING = sql`SELECT pid FROM pg_stat_activity WHERE pid = ANY($1::int[]) AND state = 'active'`;

function watched(client: ClientBase | PoolClient): WatchedClient {
  return client as unknown as WatchedClient;
}
