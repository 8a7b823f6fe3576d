import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Which answers get lost: one each, of the first call that matches. */
export interface Loss {
  /** Of method and path, such as `POST /api/v1/tasks`. */
  readonly call: RegExp;
  /** So much of the answer gets through before. */
  readonly afterBytes: number;
}

/** Stands before an API, hands every call on, and cuts connections while answers come. */
export class LossyGateway {
  readonly lost: string[] = [];
  private readonly losses: Set<Loss>;

  private constructor(
    private readonly origin: string,
    losses: readonly Loss[],
    private readonly server: Server,
  ) {
    this.losses = new Set(losses);
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => this.handOn(asked, answer));
  }

  static async start(origin: string, losses: readonly Loss[]): Promise<LossyGateway> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LossyGateway(origin, losses, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on these get lost, too. */
  lose(losses: readonly Loss[]): void {
    for (const loss of losses) this.losses.add(loss);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private handOn(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '', headers } = asked;
    const call = `${method} ${url}`;
    const loss = [...this.losses].find((one) => one.call.test(call));
    if (loss) this.losses.delete(loss);
    const further = request(`${this.origin}${url}`, { method, headers }, (came) => {
      if (!loss) return void came.pipe(answer.writeHead(came.statusCode ?? 500, came.headers));
      this.lost.push(call);
      if (loss.afterBytes === 0) return void answer.destroy();
      answer.writeHead(came.statusCode ?? 500, came.headers);
      let bytes = 0;
      came.on('data', (chunk: Buffer) => {
        answer.write(chunk);
        bytes += chunk.length;
        if (bytes >= loss.afterBytes) came.destroy();
      });
      came.once('close', () => answer.destroy());
    });
    further.on('error', () => answer.destroy());
    answer.on('close', () => further.destroy());
    asked.pipe(further);
  }
}
