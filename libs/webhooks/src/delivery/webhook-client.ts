import type { OnApplicationShutdown } from '@nestjs/common';
import type { Configuration } from '@app/config';
import type { Agent } from 'undici';
import type { NameLookup } from '../addresses/guarded-connector.js';
import { type Answer, failureOf } from './answer.js';
import type { Message } from './message.js';

/** An answer's body is read so far, that the connection ends well, and thrown away. */
const MOST_BODY_BYTES = 16 * 1024;

/** Sends messages to destinations that others have chosen: guarded, bounded in time and size, following no redirects. */
export class WebhookClient implements OnApplicationShutdown {
  private made: Promise<Agent> | null = null;

  constructor(
    private readonly settings: Configuration['webhooks'],
    private readonly lookup?: NameLookup,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await (await this.made)?.destroy();
  }

  /** @param stop aborts the request: what it rejects with is then not an answer */
  async post(url: string, { body, headers }: Message, stop: AbortSignal): Promise<Answer> {
    const agent = await (this.made ??= this.makeAgent());
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.settings.timeoutMs)]);
    const { origin, pathname, search } = new URL(url);
    try {
      const answer = await agent.request({ origin, path: pathname + search, method: 'POST', headers, body, signal });
      await answer.body.dump({ limit: MOST_BODY_BYTES, signal }).catch(() => undefined); // the status has said it all
      const retryAfter = answer.headers['retry-after'];
      return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
    } catch (error) {
      stop.throwIfAborted();
      return { error: failureOf(error, this.settings.timeoutMs) };
    }
  }

  /** Loaded with the first message: most processes send none. */
  private async makeAgent(): Promise<Agent> {
    const [{ Agent }, { guardedConnector }] = await Promise.all([import('undici'), import('../addresses/guarded-connector.js')]);
    const { allowPrivateAddresses: allowPrivate, timeoutMs } = this.settings;
    // Without pipelining no connection is kept: every try looks its address up anew, and none meets a connection that just closed.
    return new Agent({ connect: guardedConnector({ allowPrivate, timeoutMs, lookup: this.lookup }), pipelining: 0 });
  }
}
