import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { ownAnswerLimit } from './answer-limit.js';
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
const LISTEN = /^(?:\s|--[^\n]*\n)*LISTEN\b/i;

/**
 * A connection on which no wait is without an end, whatever the server or the network does. One that stays
 * silent is destroyed, never used again: a late answer would be taken for that of the next statement, which
 * is what becomes of pg's own `query_timeout`. One that listens asks now and then whether the other end is
 * still there.
 */
export class WatchedClient extends Client {
  /** When the server was heard last, by performance.now(). */
  heardAt = 0;
  private limitMs = 0;
  private isConnecting = false;
  private readonly pings: NodeJS.Timeout[] = [];

  constructor(private readonly config: WatchedConfig) {
    super(config);
    // pg's overloads cannot be overridden one by one, and both of its callers and ours come through here.
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => {
      this.expectAnswer(given);
      return send(...given);
    }) as Client['query'];
    const connect = this.connect.bind(this) as (...given: unknown[]) => unknown;
    this.connect = ((...given: unknown[]) => {
      this.isConnecting = true;
      return connect(...given);
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
