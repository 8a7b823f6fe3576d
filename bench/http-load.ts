import { Client } from 'undici';
import type { Loaded } from './load.js';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls of an HTTP API, each connection kept open and used for one call at a time. */
export class HttpLoad implements Loaded {
  private readonly clients: readonly Client[];
  private made = 0;

  /** @param next the call with a number, from 0 */
  constructor(
    origin: string,
    readonly connections: number,
    private readonly next: (number: number) => HttpCall,
  ) {
    this.clients = Array.from({ length: connections }, () => new Client(origin));
  }

  /** @throws where the answer is not 2xx */
  readonly call = async (connection: number): Promise<void> => {
    const { method, path, body, headers } = this.next(this.made++);
    const answer = await (this.clients[connection] as Client).request({
      method,
      path,
      body,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    });
    if (answer.statusCode >= 300)
      throw new Error(
        `${method} ${path} was answered with ${answer.statusCode}: ${await answer.body.text()}`,
      );
    await answer.body.arrayBuffer();
  };

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
  }
}
