import type { OnApplicationShutdown } from '@nestjs/common';
import type { Configuration } from '@app/config';
import { Deadline } from '@app/deadline';
import type { Agent, Dispatcher } from 'undici';
import { guardedAgent } from '../addresses/guarded-agent.js';
import type { NameLookup } from '../addresses/guarded-connector.js';
import { type Answer, failureOf } from './answer.js';
import type { Message } from './message.js';

/** An answer's body is read so far, that the connection ends well, and thrown away. */
const MOST_BODY_BYTES = 16 * 1024;
const BODY_MS = 1_000;

/**
 * Sends messages to destinations that others have chosen: guarded, bounded in time and size, following no
 * redirects.
 */
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
    const limit = new Deadline(this.settings.timeoutMs, [stop]);
    const { origin, pathname, search } = new URL(url);
    const request = {
      origin,
      path: pathname + search,
      method: 'POST',
      headers,
      body,
      signal: limit.signal,
    } as const;
    try {
      const { statusCode, headers: answered, body: rest } = await agent.request(request);
      await end(rest, limit.signal);
      const retryAfter = answered['retry-after'];
      return { status: statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
    } catch (error) {
      stop.throwIfAborted();
      return { error: failureOf(error, this.settings.timeoutMs) };
    } finally {
      limit.stop();
    }
  }

  private makeAgent(): Promise<Agent> {
    const { timeoutMs } = this.settings;
    const limits = { connectMs: timeoutMs, answerMs: timeoutMs };
    return guardedAgent({ ...this.settings, ...limits, lookup: this.lookup });
  }
}

/**
 * The status has said it all: a body that does not end, or breaks, changes nothing. The connection is closed
 * in any case.
 */
async function end(body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<void> {
  const limit = new Deadline(BODY_MS, [signal]);
  await body.dump({ limit: MOST_BODY_BYTES, signal: limit.signal }).catch(() => undefined);
  limit.stop();
  body.destroy();
}
