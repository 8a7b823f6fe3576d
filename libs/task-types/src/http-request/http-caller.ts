import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '@app/config';
import { Deadline } from '@app/deadline';
import { failureOf, guardedAgent, type NameLookup } from '@app/webhooks';
import type { Agent, Dispatcher } from 'undici';
import { failureToSend } from './http-failure.js';
import { firstBytes, type KeptBytes } from './kept-body.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** For name, address and connection together. */
const CONNECT_MS = 15_000;
const LONGEST_ANSWER_MS = 3_600_000;
/** Those that undici takes have 16 KiB together. */
const MOST_HEADERS = 100;
/** Of an answer whose body is not kept: a refusal, or a promise to call back. */
const NOTHING: KeptBytes = { bytes: Buffer.alloc(0), truncated: false };

export interface EndpointAnswer extends KeptBytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CallLimits {
  /** For the whole answer. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
  readonly stop: AbortSignal;
}

/** Asks endpoints under the guard of webhooks: no private addresses, no redirects, one connection a call. */
@Injectable()
export class HttpCaller implements OnApplicationShutdown {
  private made: Promise<Agent> | null = null;
  /** For tests; the system's by default. */
  protected readonly lookup: NameLookup | undefined = undefined;

  constructor(private readonly configuration: Configuration) {}

  async onApplicationShutdown(): Promise<void> {
    await (await this.made)?.destroy();
  }

  /** @throws TaskError where there is no answer; the reason of `stop` where that aborts */
  async call(url: string, request: OutgoingRequest, limits: CallLimits): Promise<EndpointAnswer> {
    const { timeoutMs, mostBytes, stop } = limits;
    const agent = await (this.made ??= this.makeAgent());
    const deadline = new Deadline(timeoutMs, [stop]);
    const { origin, pathname, search } = new URL(url);
    try {
      const to = { origin, path: pathname + search, signal: deadline.signal };
      return await read(await agent.request({ ...to, ...request }), mostBytes);
    } catch (error) {
      stop.throwIfAborted();
      throw failureToSend(failureOf(error, timeoutMs));
    } finally {
      deadline.stop();
    }
  }

  private makeAgent(): Promise<Agent> {
    const limits = { connectMs: CONNECT_MS, answerMs: LONGEST_ANSWER_MS, lookup: this.lookup };
    return guardedAgent({ ...this.configuration.webhooks, ...limits });
  }
}

/** It answers by a callback. */
export function isLater({ status, headers }: Pick<EndpointAnswer, 'status' | 'headers'>): boolean {
  return status === 202 && headers['task-callback']?.trim().toLowerCase() === 'later';
}

async function read(answer: Dispatcher.ResponseData, mostBytes: number): Promise<EndpointAnswer> {
  const { statusCode: status, body } = answer;
  const headers = headersOf(answer.headers);
  if (status >= 200 && status < 300 && !isLater({ status, headers }))
    return { status, headers, ...(await firstBytes(body, mostBytes)) };
  body.on('error', () => undefined).destroy();
  return { status, headers, ...NOTHING };
}

function headersOf(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(given.slice(0, MOST_HEADERS));
}
