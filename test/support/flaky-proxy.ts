import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What passes no more: anything, or only what the server answers. */
export type Frozen = 'all' | 'answers';

/** How a connection ends: in order, or by a reset. */
export type End = 'FIN' | 'RST';

/** Lets pass, or holds back for as long as it is shut. */
class Gate {
  isShut = false;
  private opened: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  shut(): void {
    this.open();
    this.isShut = true;
    this.opened = new Promise((resolve) => (this.release = resolve));
  }

  open(): void {
    this.isShut = false;
    this.release();
  }

  async pass(delayMs: number): Promise<void> {
    await this.opened;
    if (delayMs === 0) return;
    await delay(delayMs);
    await this.opened;
  }
}

/** One connection through the proxy. While it is frozen nothing passes, not even that an end closes. */
class Link {
  private readonly questions = new Gate();
  private readonly answers = new Gate();

  constructor(
    readonly client: Socket,
    readonly server: Socket,
    private readonly delayMs: () => number,
  ) {
    void this.carry(client, server, this.questions);
    void this.carry(server, client, this.answers);
  }

  freeze(what: Frozen): void {
    this.answers.shut();
    if (what === 'all') this.questions.shut();
  }

  thaw(): void {
    this.answers.open();
    this.questions.open();
  }

  cut(by: End = 'FIN'): void {
    for (const end of [this.client, this.server]) {
      if (by === 'RST') end.resetAndDestroy();
      else end.destroy();
    }
    this.thaw();
  }

  get frozen(): boolean {
    return this.answers.isShut;
  }

  get closed(): boolean {
    return this.client.destroyed && this.server.destroyed;
  }

  private async carry(from: Socket, to: Socket, gate: Gate): Promise<void> {
    try {
      for await (const chunk of from) {
        await gate.pass(this.delayMs());
        if (!to.write(chunk as Buffer)) await once(to, 'drain');
      }
    } catch {
      // an end was lost; the other one is told below
    }
    await gate.pass(0);
    to.destroy();
  }
}

/**
 * What happens to connections that are made from now on: they work, are closed at once, or are never
 * answered.
 */
export type Welcome = 'serve' | 'refuse' | 'ignore';

/** A TCP proxy before a real server, which does to connections what networks do. */
export class FlakyProxy {
  /** Of every chunk, in each direction. */
  delayMs = 0;
  welcome: Welcome = 'serve';
  /** How many connections were made. */
  made = 0;
  private readonly links = new Set<Link>();

  private constructor(
    private readonly listener: Server,
    private readonly target: URL,
  ) {
    listener.on('connection', (socket) => this.take(socket));
  }

  /** @param target the address of the server, of any protocol */
  static async start(target: string): Promise<FlakyProxy> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new FlakyProxy(listener, new URL(target));
  }

  /** The address of the server, by way of the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.search = ''; // the server's socket file
    url.port = String((this.listener.address() as AddressInfo).port);
    return url.href;
  }

  /** How many connections are open. */
  get open(): number {
    return this.links.size;
  }

  /**
   * Connections that are there stay open, and nothing passes any more; new ones work.
   * @param some which of them, by their number
   */
  freeze(what: Frozen = 'all', some: (index: number) => boolean = () => true): void {
    [...this.links].filter((_, index) => some(index)).forEach((link) => link.freeze(what));
  }

  thaw(): void {
    this.links.forEach((link) => link.thaw());
  }

  /** Closes connections at both ends. @param some which of them, by their number */
  cut(some: (index: number) => boolean = () => true, by: End = 'FIN'): void {
    [...this.links].filter((_, index) => some(index)).forEach((link) => link.cut(by));
  }

  /** Closes the frozen ones: they never heal. */
  cutFrozen(): void {
    [...this.links].filter((link) => link.frozen).forEach((link) => link.cut());
  }

  async stop(): Promise<void> {
    this.cut();
    this.listener.close();
    await once(this.listener, 'close');
  }

  private take(client: Socket): void {
    client.on('error', () => undefined); // its end says it too
    this.made += 1;
    if (this.welcome === 'refuse') return void client.destroy();
    const server = connect(Number(this.target.port), this.target.hostname);
    server.on('error', () => undefined);
    const link = new Link(client, server, () => this.delayMs);
    if (this.welcome === 'ignore') link.freeze('all');
    this.links.add(link);
    for (const socket of [client, server]) socket.once('close', () => link.closed && this.links.delete(link));
  }
}
