import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GenerationPart } from '../language-model.js';
import { anthropic } from './anthropic.js';

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-test',
  content: [],
  stop_reason: null,
  stop_sequence: null,
};

const EVENTS = [
  { type: 'message_start', message: { ...MESSAGE, usage: { input_tokens: 11, output_tokens: 1 } } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: ' Grüße ' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '🙂\n' } },
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 6 },
  },
  { type: 'message_stop' },
];

const CONTEXT = { maxTextBytes: 1_000_000, proxies: { http: null, https: null, none: '' } };

let server: Server;
let asked: IncomingMessage | undefined;

async function answering(events: readonly { type: string }[]) {
  server = createServer((request, response) => {
    asked = request;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return anthropic.connect(
    { apiKey: 'sk-ant-test', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` },
    CONTEXT,
  );
}

async function generated(events: readonly { type: string }[]): Promise<GenerationPart[]> {
  const model = await answering(events);
  const parts: GenerationPart[] = [];
  for await (const part of model.generate({
    prompt: 'Hello',
    model: 'claude-test',
    signal: new AbortController().signal,
  }))
    parts.push(part);
  return parts;
}

afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

describe('anthropic over HTTP', () => {
  it('streams the messages API with its key, text and usage', async () => {
    expect(await generated(EVENTS)).toEqual([
      { type: 'text', text: ' Grüße ' },
      { type: 'text', text: '🙂\n' },
      {
        type: 'finish',
        finishReason: 'stop',
        usage: { inputTokens: 11, outputTokens: 6, totalTokens: 17 },
        model: 'claude-test',
      },
    ]);
    expect(asked?.url).toBe('/v1/messages');
    expect(asked?.headers['x-api-key']).toBe('sk-ant-test');
  });

  it('fails where the message never stops', async () => {
    await expect(generated(EVENTS.slice(0, -1))).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('fails where the stream brings an error', async () => {
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    await expect(generated([...EVENTS.slice(0, 3), overloaded])).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    server.close();
    await expect(generated([overloaded])).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('names the run, so that a gateway can give the first answer again', async () => {
    const model = await answering(EVENTS);
    const signal = new AbortController().signal;
    for await (const part of model.generate({
      prompt: 'Hello',
      model: 'm',
      signal,
      idempotencyKey: 'task:0.0',
    }))
      void part;
    expect(asked?.headers['idempotency-key']).toBe('task:0.0');
  });

  it('takes no usage for tokens that is none', async () => {
    const odd = EVENTS.map((event) =>
      event.type === 'message_delta' ? { ...event, usage: { output_tokens: 1.5 } } : event,
    );
    expect((await generated(odd)).at(-1)).toMatchObject({ type: 'finish', usage: null });
  });

  it('fails where the text, or a line, is larger than a text may be', async () => {
    const delta = {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: 'x'.repeat(400_000) },
    };
    const tooLarge = { code: 'result_too_large', retryable: false };
    await expect(generated([...EVENTS.slice(0, 2), delta, delta, delta])).rejects.toMatchObject(tooLarge);
    server.close();
    await expect(generated([{ type: 'x'.repeat(6_000_000) }])).rejects.toMatchObject(tooLarge);
  });

  it('sends no prompt to where another server redirects', async () => {
    server = createServer(
      (_, response) => void response.writeHead(307, { location: 'http://127.0.0.2:9/' }).end(),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const model = anthropic.connect(
      { apiKey: 'k', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` },
      CONTEXT,
    );
    const parts = model
      .generate({ prompt: 'Hello', model: 'm', signal: new AbortController().signal })
      [Symbol.asyncIterator]();
    await expect(parts.next()).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('another server'),
    });
  });
});
