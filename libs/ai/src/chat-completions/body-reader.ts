import { withTimeout } from '@app/deadline';
import type { Response } from 'undici';

/** How long the end of a body is waited for that has said all: its connection can then be used again. */
const LAST_WORDS_MS = 1_000;

/** The body of a response, as text, with time limits of our own. */
export class BodyReader {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private readonly decoder = new TextDecoder(); // drops a byte order mark, and joins characters that are cut
  private hasEnded = false;

  constructor(response: Response) {
    this.reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
    this.hasEnded = !this.reader;
  }

  /**
   * The next piece of text, perhaps empty; null at the end.
   * @param limitMs rejects where nothing comes for so long
   */
  async next(limitMs?: number): Promise<string | null> {
    if (this.hasEnded || !this.reader) return null;
    const { done, value } = await within(this.reader.read(), limitMs);
    if (!done) return this.decoder.decode(value, { stream: true });
    this.hasEnded = true;
    return this.decoder.decode();
  }

  /** All of it, or what came within the limits; the rest is not read. */
  async text(longest: number, ms: number): Promise<string> {
    const until = Date.now() + ms;
    let text = '';
    for (let left = ms; left > 0 && text.length < longest; left = until - Date.now()) {
      const piece = await this.next(left).catch(() => null);
      if (piece === null) break;
      text += piece;
    }
    void this.reader?.cancel().catch(() => undefined);
    return text;
  }

  /** Lets the connection go: kept where the body ends by itself in a moment, else closed. */
  release(connection: AbortController): void {
    void this.readRest().catch(() => connection.abort());
  }

  private async readRest(): Promise<void> {
    const until = Date.now() + LAST_WORDS_MS;
    while (!this.hasEnded) {
      if (Date.now() > until) throw new Error('The body goes on.');
      await this.next(LAST_WORDS_MS);
    }
  }
}

function within<Value>(promise: Promise<Value>, limitMs: number | undefined): Promise<Value> {
  return limitMs === undefined
    ? promise
    : withTimeout(promise, limitMs, () => new Error(`Nothing came for ${limitMs} ms.`));
}
