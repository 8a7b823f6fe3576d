import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A piece of the answer's text; with `delayMs` or `after` it is sent only then. */
export type Piece =
  string | { readonly text: string; readonly delayMs?: number; readonly after?: Promise<unknown> };

/** A streamed completion. */
export interface StreamedAnswer {
  readonly pieces: readonly Piece[];
  /** Default `stop`. */
  readonly finishReason?: string;
  /** Default: one token a piece, ten for the prompt. Null leaves the usage chunk out. */
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  } | null;
  /**
   * What follows the pieces. `finish` (default): finish reason, usage, [DONE]. `cut`: the socket is
   * destroyed. `truncate`: the response ends in good order but without a finish reason. `hang`: nothing more,
   * until the client closes the request.
   */
  readonly ending?: 'finish' | 'cut' | 'truncate' | 'hang';
  /** Writes the stream in parts of this many bytes, so that characters are split between them. */
  readonly bytesPerWrite?: number;
}

/** An answer that is no stream, such as `{ status: 429, headers: { 'retry-after': '2' } }`. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: an error in OpenAI's shape. */
  readonly body?: unknown;
}

/** An answer as it stands, byte for byte, for whatever a server may send. */
export interface RawAnswer {
  /** A string or bytes each; a promise holds back what follows. */
  readonly raw: readonly (string | Buffer | Promise<unknown>)[];
  /** Default 200. */
  readonly status?: number;
  /** Default: `text/event-stream`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What follows: as of a streamed answer. Default `finish`: the end of the body. */
  readonly ending?: 'finish' | 'cut' | 'hang';
  readonly bytesPerWrite?: number;
}

export type Answer = StreamedAnswer | FailedAnswer | RawAnswer;

/** Events of a stream: JSON values, or what stands behind `data:` as it is. */
export function events(...data: readonly unknown[]): string {
  return data.map((one) => `data: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`).join('');
}

/** One piece of a chat completion: its delta, and what else belongs to its choice. */
export function piece(delta: object | string | null, more: object = {}): object {
  const content = typeof delta === 'string' ? { content: delta } : delta;
  return {
    id: 'c',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: content, finish_reason: null, ...more }],
  };
}

/** A request as it came in. */
export interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  } & Record<string, unknown>;
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  /**
   * Settles when its connection or response ends; `byClient` when the client went away before the answer was
   * complete.
   */
  readonly closed: Promise<{ readonly at: number; readonly byClient: boolean }>;
}

const DEFAULT_ANSWER: Answer = { pieces: ['Hello', ' from', ' the test server.'] };

/**
 * A real HTTP server that speaks OpenAI's streaming chat completions and does as it is told.
 *
 * @example
 * const openai = await OpenAiServer.start();
 * openai.next({ status: 429, headers: { 'retry-after': '2' } }, { pieces: ['Hi', ' there'] });
 * process.env.OPENAI_BASE_URL = openai.baseUrl;
 */
export class OpenAiServer {
  /** All requests so far, oldest first. */
  readonly requests: RecordedRequest[] = [];
  private readonly planned: Answer[] = [];
  private otherwise: (request: RecordedRequest) => Answer = () => DEFAULT_ANSWER;
  private waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  private constructor(private readonly server: Server) {
    server.on(
      'request',
      (request, response) => void this.handle(request, response).catch((error) => response.destroy(error)),
    );
  }

  /** Listens on a free port of 127.0.0.1. */
  static async start(): Promise<OpenAiServer> {
    const server = createServer();
    const started = new OpenAiServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  /** For OPENAI_BASE_URL and its like. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Answers for the next requests, one each, in the order in which they come. */
  next(...answers: Answer[]): void {
    this.planned.push(...answers);
  }

  /** The answer for every request that no `next` is left for; a function chooses by the request. */
  always(answer: Answer | ((request: RecordedRequest) => Answer)): void {
    this.otherwise = typeof answer === 'function' ? answer : () => answer;
  }

  /** The request with this number, 1 for the first, as soon as it has come. */
  async request(number: number): Promise<RecordedRequest> {
    if (this.requests.length < number)
      await new Promise<void>((resolve) => this.waiting.push({ count: number, resolve }));
    return this.requests[number - 1] as RecordedRequest;
  }

  /** Cuts what is open and stops listening. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await recorded(incoming, response);
    const answer = this.planned.shift() ?? this.otherwise(request);
    this.requests.push(request);
    this.waiting = this.waiting.filter(
      ({ count, resolve }) => this.requests.length < count || void resolve(),
    );
    if ('raw' in answer) await sendRaw(response, answer);
    else if ('status' in answer) sendFailure(response, answer);
    else await sendStream(response, request, answer);
  }
}

async function recorded(incoming: IncomingMessage, response: ServerResponse): Promise<RecordedRequest> {
  const at = Date.now();
  const closed = once(response, 'close').then(() => ({
    at: Date.now(),
    byClient: !response.writableFinished && !wasCut(response),
  }));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as RecordedRequest['body'];
  return { path: incoming.url ?? '', headers: incoming.headers, body, at, closed };
}

function sendFailure(response: ServerResponse, { status, headers, body }: FailedAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(
    JSON.stringify(
      body ?? {
        error: {
          message: `A test answer with status ${status}.`,
          type: 'test_error',
          param: null,
          code: null,
        },
      },
    ),
  );
}

async function sendRaw(
  response: ServerResponse,
  { raw, status = 200, headers, ending, bytesPerWrite }: RawAnswer,
): Promise<void> {
  response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
  for (const part of raw) {
    if (part instanceof Promise) await part;
    else await write(response, part, bytesPerWrite);
    if (response.destroyed) return;
  }
  if (ending === 'cut') cut(response);
  else if (ending !== 'hang') response.end();
}

async function sendStream(
  response: ServerResponse,
  request: RecordedRequest,
  answer: StreamedAnswer,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const send = (data: string) => write(response, `data: ${data}\n\n`, answer.bytesPerWrite);
  await send(chunk(request, { delta: { role: 'assistant', content: '' } }));
  for (const piece of answer.pieces) {
    const { text, delayMs, after } = typeof piece === 'string' ? { text: piece } : piece;
    if (delayMs) await delay(delayMs);
    await after;
    if (response.destroyed) return;
    await send(chunk(request, { delta: { content: text } }));
  }
  const { ending = 'finish' } = answer;
  if (ending === 'cut') return cut(response);
  if (ending === 'hang') return;
  if (ending === 'finish') for (const data of closing(request, answer)) await send(data);
  response.end();
}

function closing(
  request: RecordedRequest,
  { pieces, finishReason = 'stop', usage }: StreamedAnswer,
): string[] {
  const counted = usage ?? {
    prompt_tokens: 10,
    completion_tokens: pieces.length,
    total_tokens: 10 + pieces.length,
  };
  const asked =
    (request.body['stream_options'] as { include_usage?: boolean } | undefined)?.include_usage === true;
  return [
    chunk(request, { delta: {}, finish_reason: finishReason }),
    ...(asked && usage !== null ? [chunk(request, null, counted)] : []),
    '[DONE]',
  ];
}

function chunk({ body, at }: RecordedRequest, choice: object | null, usage: object | null = null): string {
  return JSON.stringify({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: Math.floor(at / 1000),
    model: body.model,
    choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
    usage,
  });
}

async function write(
  response: ServerResponse,
  text: string | Buffer,
  bytesPerWrite = Infinity,
): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let start = 0; start < bytes.length && !response.destroyed; start += bytesPerWrite) {
    await new Promise<void>((resolve) =>
      response.write(bytes.subarray(start, start + bytesPerWrite), () => resolve()),
    );
  }
}

const cuts = new WeakSet<ServerResponse>();

/** What was written so far arrives; then the connection is gone. */
function cut(response: ServerResponse): void {
  cuts.add(response);
  response.socket?.destroy();
}

function wasCut(response: ServerResponse): boolean {
  return cuts.has(response);
}
