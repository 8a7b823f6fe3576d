import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A real HTTP proxy, which connects wherever it is asked to (CONNECT) and keeps what it was asked. */
export class ProxyServer {
  /** The authorities that were asked for, such as `127.0.0.1:443`. */
  readonly asked: string[] = [];
  readonly credentials: (string | undefined)[] = [];
  /** Instead of connecting. */
  refusal: number | null = null;
  /** Names that only the proxy knows, with the port on this machine that they stand for. */
  readonly names = new Map<string, number>();

  private constructor(private readonly server: Server) {
    server.on('connect', (request: IncomingMessage, socket: Socket) => this.tunnel(request, socket));
  }

  static async start(): Promise<ProxyServer> {
    const server = createServer((_, response) => response.writeHead(501).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ProxyServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private tunnel({ url = '', headers }: IncomingMessage, socket: Socket): void {
    this.asked.push(url);
    this.credentials.push(headers['proxy-authorization']);
    socket.on('error', () => socket.destroy());
    if (this.refusal) return void socket.end(`HTTP/1.1 ${this.refusal} Refused\r\n\r\n`);
    const { hostname, port } = new URL(`http://${url}`);
    const known = this.names.get(hostname);
    const target = known ? connect(known, '127.0.0.1') : connect(Number(port || 80), hostname);
    target.once('connect', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    target.on('error', () => socket.destroy());
    target.pipe(socket).pipe(target);
  }
}
