import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { HostedPart } from './hosted-part.js';

/** Port and process id of each host, one for each of Jest's workers: each runs one test file at a time. */
const HOSTS_VARIABLE = 'TEST_HOSTS';

/** What a process reads of its environment by itself. */
const OF_A_PROCESS = /^(NODE_|OTEL_)|_PROXY$/i;

interface Message {
  readonly part: number;
  readonly line?: string;
  readonly code?: number;
}

/** Parts of the product in the process that this test file shares with those before and after it. */
export class HostClient {
  private readonly parts: HostedPart[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly pid: number,
  ) {
    createInterface({ input: socket }).on('line', (line) => this.hear(JSON.parse(line) as Message));
    socket.on('close', () => this.parts.forEach((part) => part.exit(null)));
  }

  static async connect(): Promise<HostClient> {
    const hosts = process.env[HOSTS_VARIABLE]?.split(',');
    const host = hosts?.[(Number(process.env.JEST_WORKER_ID) - 1) % hosts.length];
    if (!host)
      throw new Error(`${HOSTS_VARIABLE} is not set: this suite needs the global setup of jest.config.mjs`);
    const [port, pid] = host.split(':').map(Number) as [number, number];
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new HostClient(socket, pid);
  }

  start(
    app: 'api' | 'worker',
    args: readonly string[],
    variables: Readonly<Record<string, string>>,
  ): HostedPart {
    const own = Object.keys(variables).find((name) => OF_A_PROCESS.test(name));
    if (own) throw new Error(`${own} needs a process of its own: startOwnApi or startOwnWorker`);
    const number = this.parts.length;
    const part = new HostedPart(this.pid, () => this.tell({ part: number, end: true }));
    this.parts.push(part);
    this.tell({ part: number, app, args, variables });
    return part;
  }

  /** Ends its parts. */
  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.end();
    await closed;
  }

  private tell(message: object): void {
    this.socket.write(`${JSON.stringify(message)}\n`);
  }

  private hear({ part: number, line, code }: Message): void {
    const part = this.parts[number];
    if (line !== undefined) part?.hear(line);
    if (code !== undefined) part?.exit(code);
  }
}
