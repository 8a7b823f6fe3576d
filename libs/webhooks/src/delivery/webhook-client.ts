import type { OnApplicationShutdown } from '@nestjs/common';
import type { Configuration } from '@app/config';
import { Agent } from 'undici';
import { guardedConnector, type NameLookup } from '../addresses/guarded-connector.js';
import { type Answer, failureOf } from './answer.js';
import type { Message } from './message.js';

/** An answer's body is read so far, that the connection ends well, and thrown away. */
const MOST_BODY_BYTES = 16 * 1024;

/** Sends messages to destinations that others have chosen: guarded, bounded in time and size, following no redirects. */
export class WebhookClient implements OnApplicationShutdown {
  private readonly agent: Agent;
  private readonly timeoutMs: number;

  constructor({ allowPrivateAddresses: allowPrivate, timeoutMs }: Configuration['webhooks'], lookup?: NameLookup) {
    this.timeoutMs = timeoutMs;
    // Without pipelining no connection is kept: every try looks its address up anew, and none meets a connection that just closed.
    this.agent = new Agent({ connect: guardedConnector({ allowPrivate, timeoutMs, lookup }), pipelining: 0 });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  /** @param stop aborts the request: what it rejects with is then not an answer */
  async post(url: string, { body, headers }: Message, stop: AbortSignal): Promise<Answer> {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.timeoutMs)]);
    const { origin, pathname, search } = new URL(url);
    try {
      const answer = await this.agent.request({ origin, path: pathname + search, method: 'POST', headers, body, signal });
      await answer.body.dump({ limit: MOST_BODY_BYTES, signal }).catch(() => undefined); // the status has said it all
      const retryAfter = answer.headers['retry-after'];
      return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
    } catch (error) {
      stop.throwIfAborted();
      return { error: failureOf(error, this.timeoutMs) };
    }
  }
}
