import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { TaskView } from './task-client.js';
import { until } from './until.js';

/** A message that came, with what its sender claims and what its body holds. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly id: string;
  readonly event: { readonly type: string; readonly timestamp: string; readonly data: TaskView };
}

type Respond = (response: ServerResponse, message: Received) => void;

/** A destination of webhooks: a real server that keeps what it gets and answers as a test says. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private readonly answers = new Map<string, Respond>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => void receiver.receive(request, response));
    return receiver;
  }

  /** @param respond what a path answers; 204 by default */
  url(
    path: string,
    respond: Respond = (response) => void response.writeHead(204).end(),
    host = '127.0.0.1',
  ): string {
    this.answers.set(path, respond);
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  }

  at(path: string): Received[] {
    return this.received.filter((message) => message.path === path);
  }

  async arrived(path: string, count: number, limitMs = 15_000): Promise<Received[]> {
    return until(() => (this.at(path).length >= count ? this.at(path) : null), limitMs);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { url: path = '', headers } = request;
    const message = {
      path,
      headers,
      body,
      id: String(headers['webhook-id']),
      event: JSON.parse(body) as Received['event'],
    };
    this.received.push(message);
    this.answers.get(path)?.(response, message);
  }
}

/** @throws where the signature is not that of the secret */
export function verified({ body, headers }: Received, secret: string): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}
