import { openStream, type StreamRequest } from './event-stream.js';
import { ApiError, ConnectionError } from './problem.js';
import type { TaskEvent } from './task-event.js';

export interface FollowOptions {
  /** Where the API is. With several, a lost connection goes on at the next one. */
  readonly baseUrls: readonly string[];
  readonly apiKey?: string;
  /** The id of the last event that is known already. */
  readonly after?: number;
  /** Ends the iteration, with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** How long a connection may bring nothing, not even a comment; 20 s by default. */
  readonly idleMs?: number;
  /** How long to go on trying while no server brings an event; without end by default. */
  readonly patienceMs?: number;
  /** Told before each new try. */
  readonly onReconnect?: (reason: unknown) => void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const IDLE_MS = 20_000;

/**
 * The events of a task, each once and in order, until its end. Lost connections are resumed after the last
 * event.
 *
 * Throws {@link ApiError} when the server refuses, and {@link ConnectionError} when the patience is over.
 *
 * @example let text = ''; for await (const event of follow(task.id, { baseUrls: ['http://localhost:3000'] }))
 *   text = textAfter(text, event);
 */
export async function* follow(taskId: string, options: FollowOptions): AsyncGenerator<TaskEvent> {
  const { signal = new AbortController().signal, patienceMs = Infinity } = options;
  const place: Place = { lastId: options.after ?? null, ended: false, since: Date.now(), failures: 0 };
  for (let tries = 0; ; tries += 1, place.failures += 1) {
    const url = baseUrl(options, tries);
    let reason: unknown = new Error('the stream ended early');
    try {
      yield* eventsAfter(place, requestFor(taskId, url, place.lastId, { ...options, signal }));
      if (place.ended) return;
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      reason = error;
    }
    if (Date.now() - place.since > patienceMs) throw new ConnectionError(url, reason);
    options.onReconnect?.(reason);
    await pause(delayAfter(place.failures, options.baseUrls.length), signal);
  }
}

/** How far a reader has come. */
interface Place {
  lastId: number | null;
  ended: boolean;
  /** When the last event came. */
  since: number;
  failures: number;
}

async function* eventsAfter(place: Place, request: StreamRequest): AsyncGenerator<TaskEvent> {
  const events = await openStream(request);
  place.ended = events === null;
  for await (const event of events ?? []) {
    // a reset also takes back a place that the server never had
    if (event.id <= (place.lastId ?? 0) && event.event !== 'reset') continue;
    Object.assign(place, { lastId: event.id, since: Date.now(), failures: 0, ended: event.event === 'end' });
    yield event;
    if (place.ended) return;
  }
}

function baseUrl({ baseUrls }: FollowOptions, tries: number): string {
  return (baseUrls[tries % baseUrls.length] ?? '').replace(/(?<!\/)\/+$/, '');
}

function requestFor(
  taskId: string,
  url: string,
  lastId: number | null,
  options: FollowOptions & { readonly signal: AbortSignal },
): StreamRequest {
  const headers = {
    ...(options.apiKey && { authorization: `Bearer ${options.apiKey}` }),
    ...(lastId !== null && { 'last-event-id': String(lastId) }),
  };
  const path = `/api/v1/tasks/${encodeURIComponent(taskId)}/events`;
  return { url: url + path, headers, idleMs: options.idleMs ?? IDLE_MS, signal: options.signal };
}

/** A refusal stays one, but for a server that is overloaded or on its way up or down. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429 && error.status !== 408;
}

/**
 * Every other server gets a try at once; then the waiting grows, at random, so that clients do not come back
 * all together.
 */
function delayAfter(failures: number, servers: number): number {
  const rounds = failures - servers + 1;
  return rounds < 0 ? 0 : Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** rounds);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => (clearTimeout(timer), reject(signal.reason as Error));
    const timer = setTimeout(() => (signal.removeEventListener('abort', onAbort), resolve()), ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
