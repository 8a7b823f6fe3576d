import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'undici';
import type { Answer, Request } from './request.js';

/** A way to an API. */
export interface Sender {
  send(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

/** Streams never end by themselves: we go once we have seen their first bytes. */
const ENOUGH_OF_A_STREAM = 1;

/** Over real connections. */
export class SocketSender implements Sender {
  private readonly pool: Pool;

  constructor(origin: string, connections: number) {
    this.pool = new Pool(origin, { connections, headersTimeout: 120_000, bodyTimeout: 120_000 });
  }

  async send({ method, path, headers, body }: Request): Promise<Answer> {
    const answer = await this.pool.request({ method, path, headers: { ...headers }, body });
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body) {
      chunks.push(chunk as Buffer);
      if (isStream && chunks.length >= ENOUGH_OF_A_STREAM) break; // leaving the loop cuts the connection
    }
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: Buffer.concat(chunks),
      isCut: isStream,
    };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

/**
 * Past the sockets, for what is the same there: a path that a URL leaves as it is, and an answer that ends.
 */
export class InjectSender implements Sender {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly sockets: Sender,
  ) {}

  async send(request: Request): Promise<Answer> {
    const { method, path, headers, body } = request;
    if (!isPlain(request)) return this.sockets.send(request);
    const answer = await this.app.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers },
      payload: body ?? undefined,
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      body: answer.rawPayload,
      isCut: false,
    };
  }

  close(): Promise<void> {
    return this.sockets.close();
  }
}

function isPlain({ method, path, headers }: Request): boolean {
  if (path.split('?', 1)[0]?.endsWith('/events') || !/^(GET|POST|PUT|PATCH|DELETE)$/.test(method))
    return false;
  if (Object.values(headers).some((value) => /[^\x20-\x7e]/.test(value))) return false;
  const url = new URL(`http://localhost${path}`);
  return url.pathname + url.search === path;
}
