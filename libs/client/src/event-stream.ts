import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiError } from './problem.js';
import type { TaskEvent } from './task-event.js';

export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * A server sends a comment every few seconds; after this long without anything the connection counts as
   * lost.
   */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * One connection to an event stream: its events until it closes. `null` where the client has seen all there
 * is.
 */
export async function openStream({
  url,
  headers,
  idleMs,
  signal,
}: StreamRequest): Promise<AsyncGenerator<TaskEvent> | null> {
  const idle = new IdleLimit(idleMs, signal);
  const answer = await fetch(url, { headers, signal: idle.signal }).catch((error: unknown) => {
    idle.stop();
    throw error;
  });
  if (answer.ok && answer.body && answer.status !== 204) return eventsOf(answer.body, idle);
  idle.stop();
  if (answer.status === 204) return null;
  throw await ApiError.from(answer);
}

async function* eventsOf(body: ReadableStream<Uint8Array>, idle: IdleLimit): AsyncGenerator<TaskEvent> {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  const decoder = new TextDecoder();
  const reader = body.getReader(); // not every browser can iterate a stream
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      idle.extend();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* messages.splice(0).map(eventFrom);
    }
  } finally {
    idle.stop();
    await reader.cancel().catch(() => undefined); // it is broken already, or nobody wants it
  }
}

function eventFrom({ id, event, data }: EventSourceMessage): TaskEvent {
  return { id: Number(id), event, data: JSON.parse(data) as unknown } as TaskEvent;
}

/** Aborts its signal when it has not been extended for too long, or with the caller's. */
class IdleLimit {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly follow = (): void => this.controller.abort(this.caller.reason);

  constructor(
    private readonly limitMs: number,
    private readonly caller: AbortSignal,
  ) {
    caller.addEventListener('abort', this.follow);
    if (caller.aborted) this.follow();
    else this.extend();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  extend(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => this.controller.abort(new Error(`nothing came for ${this.limitMs} ms`)),
      this.limitMs,
    );
  }

  stop(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.follow);
  }
}
