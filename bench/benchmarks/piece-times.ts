import { setTimeout as delay } from 'node:timers/promises';
import { readEvents } from '../../test/support/event-reader.js';
import type { OpenAiServer } from '../../test/support/openai-server.js';
import type { Product } from '../product.js';

const PIECES = 3;
const LONGEST_PAUSE_MS = 150;
const WARM_UP = 2;
/** Rounds that also read from the provider itself. */
const DIRECT_ROUNDS = 8;

export interface PieceTimes {
  /** From the provider's first piece to the reader of the task's events. */
  readonly first: readonly number[];
  /** Likewise, the pieces after it. */
  readonly later: readonly number[];
  /** Likewise, without the product: read from the provider. */
  readonly direct: readonly number[];
}

/** A piece that the provider sends when it is told to. */
class HeldPiece {
  sentAt = 0;
  private release: () => void = () => undefined;
  readonly after = new Promise<void>((resolve) => (this.release = resolve));

  constructor(readonly text: string) {}

  send(): void {
    this.sentAt = performance.now();
    this.release();
  }
}

/** Sends pieces one by one, each after a pause of its own, and looks when each of them arrives. */
export async function timePieces(
  product: Product,
  provider: OpenAiServer,
  rounds: number,
): Promise<PieceTimes> {
  const all: number[][] = [];
  const direct: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const times = await through(product, provider);
    if (round >= 0) all.push(times);
    if (round < DIRECT_ROUNDS) direct.push(...(await directly(provider)));
  }
  return {
    first: all.map(([first]) => first as number),
    later: all.flatMap(([, ...later]) => later),
    direct,
  };
}

async function through({ client, origin }: Product, provider: OpenAiServer): Promise<number[]> {
  const pieces = held(provider);
  const asked = provider.request(provider.requests.length + 1);
  const { id } = await client.submit({
    type: 'ai.text-generation',
    input: { prompt: 'Say something.', model: 'test' },
  });
  const texts = textsOf(`${origin}/api/v1/tasks/${id}/events`);
  const times = arrivals(pieces, texts);
  await asked;
  await sendAll(pieces);
  return times;
}

async function directly(provider: OpenAiServer): Promise<number[]> {
  const pieces = held(provider);
  const body = JSON.stringify({ model: 'test', messages: [], stream: true });
  const answer = await fetch(`${provider.baseUrl}/chat/completions`, { method: 'POST', body });
  const times = arrivals(pieces, chunksOf(answer));
  await sendAll(pieces);
  return times;
}

function held(provider: OpenAiServer): readonly HeldPiece[] {
  const pieces = Array.from({ length: PIECES }, (_, index) => new HeldPiece(`piece-${index} `));
  provider.next({ pieces });
  return pieces;
}

async function sendAll(pieces: readonly HeldPiece[]): Promise<void> {
  for (const piece of pieces) {
    await delay(LONGEST_PAUSE_MS * Math.random()); // in no step with any timer
    piece.send();
    await delay(10);
  }
}

/** How long after it was sent each piece was there. */
async function arrivals(pieces: readonly HeldPiece[], texts: AsyncIterable<string>): Promise<number[]> {
  const times: number[] = [];
  let text = '';
  for await (const part of texts) {
    text += part;
    for (
      let piece = pieces[times.length];
      piece && text.includes(piece.text.trim());
      piece = pieces[times.length]
    ) {
      times.push(performance.now() - piece.sentAt);
    }
  }
  if (times.length < pieces.length)
    throw new Error(`only ${times.length} pieces of ${pieces.length} arrived`);
  return times;
}

async function* textsOf(url: string): AsyncGenerator<string> {
  for await (const { event, data } of readEvents(url)) if (event === 'delta') yield String(data['text']);
}

async function* chunksOf(answer: Response): AsyncGenerator<string> {
  if (!answer.body) throw new Error('the provider answered without a body');
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) yield text;
}
