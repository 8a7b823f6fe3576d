import type { Socket } from 'node:net';
import { type PostgresServer, postgresAddress } from '@app/config';
import { Client, type ClientConfig } from 'pg';
import { endsConnection } from '../database-errors.js';
import { sql } from '../sql.js';
import { ownAnswerLimit } from './answer-limit.js';
import { type ServerRole, Servers } from './servers.js';
import { SilentConnection } from './silent-connection.js';

export interface WatchedConfig extends ClientConfig {
  /** How long a statement waits without a byte from the server, in milliseconds. */
  readonly answerLimitMs: number;
  /** Told when the server fell silent, with the time since when nothing was heard, by performance.now(). */
  readonly onSilence?: (since: number) => void;
}

const END_LIMIT_MS = 1_000;
const LONGEST_PING_MS = 5_000;
/** What is sent takes its time too: a second for each megabyte. */
const BYTES_PER_MS = 1_000;
/** A server that is asked what it is has this long, from its first packet to its answer. */
const ASK_LIMIT_MS = 2_000;
const ROLE = sql`
  SELECT pg_is_in_recovery() AS "isStandby", current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;
const LISTEN = /^(?:\s|--[^\n]*\n)*LISTEN\b/i;

/**
 * A connection on which no wait is without an end, whatever the server or the network does. One that stays
 * silent is destroyed, never used again: a late answer would be taken for that of the next statement, which
 * is what becomes of pg's own `query_timeout`. One that listens asks now and then whether the other end is
 * still there. Where its address names several servers it leads to the one that fits, and a server that takes
 * no writes any more loses it.
 */
export class WatchedClient extends Client {
  /** When the server was heard last, by performance.now(). */
  heardAt = 0;
  private limitMs = 0;
  private isConnecting = false;
  private readonly pings: NodeJS.Timeout[] = [];

  constructor(private readonly config: WatchedConfig) {
    super({ ...config, connectionString: firstServer(config) });
    this.connection.on('errorMessage', (error: Error) => this.leaveWhen(endsConnection(error), error));
    // pg's overloads cannot be overridden one by one, and both of its callers and ours come through here.
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => {
      this.expectAnswer(given);
      return send(...given);
    }) as Client['query'];
    const connect = this.connect.bind(this) as (done?: Connected) => Promise<void> | undefined;
    this.connect = ((done?: Connected) => {
      this.isConnecting = true;
      const servers = Servers.of(config.connectionString ?? '');
      if (!servers) return connect(done);
      const connected = this.connectTo(servers, connect as () => Promise<void>);
      return done ? void connected.then(() => done(), done) : connected;
    }) as Client['connect'];
    const end = this.end.bind(this) as (...given: unknown[]) => unknown;
    this.end = ((...given: unknown[]) => {
      this.expectEnd();
      return end(...given);
    }) as Client['end'];
    this.once('connect', () => this.watch());
    this.on('drain', () => this.heard());
    this.once('end', () => this.stopPings());
  }

  /** Whether something was asked and not answered yet. */
  get isWaiting(): boolean {
    return this.limitMs > 0;
  }

  /** Of the server's process that works for this connection; behind a pooler of nobody. */
  get serverPid(): number {
    return (this as unknown as { readonly processID: number | null }).processID ?? 0;
  }

  /** Closes it at once: the server may be silent on it. Whoever uses it is told by an error. */
  drop(reason: Error): void {
    this.socket.destroy(reason);
  }

  /** The error reaches whoever asked before the connection is closed, and the pool after it. */
  private leaveWhen(isOver: boolean, reason: Error): void {
    if (isOver && !this.isConnecting) process.nextTick(() => this.drop(reason));
  }

  /** The choice is everybody's; this connection looks itself whether it is still true. */
  private async connectTo(servers: Servers, connect: () => Promise<void>): Promise<void> {
    const server = await this.unlessClosed(servers.locate((one) => this.ask(one)));
    const { host, port } = new Client({ connectionString: server.url });
    Object.assign(this, { host, port });
    this.on('error', () => servers.leave(server));
    try {
      await connect();
      servers.check(server, await this.role());
    } catch (error) {
      servers.leave(server);
      await this.end();
      throw error;
    }
  }

  /** Before it has a socket that connects, nothing but its end tells of it. */
  private unlessClosed<Value>(work: Promise<Value>): Promise<Value> {
    this.socket.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      this.socket.once('close', () => reject(new Error('the connection was closed before it was made')));
      work.then(resolve, reject);
    });
  }

  private async ask({ url }: PostgresServer): Promise<ServerRole> {
    const limits = { connectionTimeoutMillis: ASK_LIMIT_MS, answerLimitMs: ASK_LIMIT_MS };
    const client = new WatchedClient({
      ...this.config,
      ...limits,
      connectionString: url,
      onSilence: undefined,
    });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    try {
      await client.connect();
      return await client.role();
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  private async role(): Promise<ServerRole> {
    const { rows } = await this.query<ServerRole>(ROLE);
    return rows[0] ?? { isStandby: true, isReadOnly: true };
  }

  /** TLS puts another socket in the place of the first one. */
  private get socket(): Socket {
    return this.connection.stream as Socket;
  }

  /** The pool may have asked something already, just before it is told of the connection. */
  private watch(): void {
    this.isConnecting = false;
    this.heardAt = performance.now();
    this.socket.on('timeout', () => this.giveUp());
  }

  /** All that was asked has been answered. */
  private heard(): void {
    this.heardAt = performance.now();
    this.expectWithin(0);
  }

  private expectAnswer([statement, values]: unknown[]): void {
    const limitMs = (ownAnswerLimit() ?? this.config.answerLimitMs) + charactersOf(values) / BYTES_PER_MS;
    this.expectWithin(Math.max(this.limitMs, Math.ceil(limitMs)));
    if (LISTEN.test(textOf(statement))) this.askNowAndThen();
  }

  /** The server says goodbye by closing; one that is silent does not. */
  private expectEnd(): void {
    this.stopPings();
    const limit = setTimeout(
      () => this.drop(new SilentConnection(`did not close within ${END_LIMIT_MS} ms`)),
      END_LIMIT_MS,
    );
    this.once('end', () => clearTimeout(limit));
    // pg tells whoever waits for the connection of an error, and of nothing else: that wait would have no
    // end.
    if (this.isConnecting) this.drop(new Error('the connection was closed before it was made'));
  }

  private expectWithin(limitMs: number): void {
    this.limitMs = limitMs;
    this.socket.setTimeout(limitMs);
  }

  private giveUp(): void {
    const since = performance.now() - this.limitMs;
    this.drop(new SilentConnection(`did not answer within ${this.limitMs} ms`));
    this.config.onSilence?.(since);
  }

  private askNowAndThen(): void {
    if (this.pings.length > 0) return;
    const ping = (): void => {
      if (!this.isWaiting) this.query('SELECT 1').catch(() => undefined); // its loss is told by 'error'
    };
    this.pings.push(setInterval(ping, Math.min(LONGEST_PING_MS, this.config.answerLimitMs)).unref());
  }

  private stopPings(): void {
    for (const ping of this.pings) clearInterval(ping);
  }
}

type Connected = (error?: unknown) => void;

function firstServer({ connectionString }: WatchedConfig): string | undefined {
  return connectionString && postgresAddress(connectionString).servers[0]?.url;
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

function charactersOf(values: unknown): number {
  if (!Array.isArray(values)) return 0;
  return values.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 0),
    0,
  );
}
