import { TransformStream } from 'node:stream/web';
import type { Response as UndiciResponse } from 'undici';
import { tooMuch } from '../failure/provider-failures.js';

/** A text is longer in JSON, with escapes and all that comes beside it. */
const JSON_FACTOR = 4;
const BESIDE_THE_TEXT = 1024 * 1024;
const LINE_FEED = 10;

/**
 * The response, whose body fails where one line of it is larger than any text may be: the SDK keeps a line
 * until its end.
 */
export function boundedLines(provider: string, response: UndiciResponse, maxTextBytes: number): Response {
  const { status, headers, body } = response;
  const limit = maxTextBytes * JSON_FACTOR + BESIDE_THE_TEXT;
  let length = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const lastLineFeed = chunk.lastIndexOf(LINE_FEED);
      length = lastLineFeed === -1 ? length + chunk.length : chunk.length - lastLineFeed - 1;
      if (length > limit) controller.error(tooMuch(provider, maxTextBytes));
      else controller.enqueue(chunk);
    },
  });
  const bounded = body ? body.pipeThrough(counted) : null;
  return new Response(bounded, { status, headers: Object.fromEntries(headers) });
}
