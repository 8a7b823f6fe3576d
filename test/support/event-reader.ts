import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { TaskView } from './task-client.js';

/** An event of a stream, its data parsed. */
export interface ReceivedEvent {
  readonly id: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
}

export interface ReadOptions {
  readonly lastEventId?: number | null;
  readonly signal?: AbortSignal;
  readonly onComment?: (comment: string) => void;
  readonly onEvent?: (event: ReceivedEvent) => void;
}

/** A client of an event stream, as API.md describes it. Yields events until the server closes the stream. */
export async function* readEvents(
  url: string,
  { lastEventId = null, signal, onComment }: ReadOptions = {},
): AsyncGenerator<ReceivedEvent> {
  const answer = await fetch(url, {
    headers: lastEventId === null ? {} : { 'last-event-id': String(lastEventId) },
    signal,
  });
  if (answer.status === 204) return;
  if (answer.status !== 200 || !answer.body)
    throw new Error(`the stream was answered with ${answer.status}: ${await answer.text()}`);
  const events = answer.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ onComment }));
  for await (const { id, event, data } of events) {
    yield {
      id: Number(id),
      event: event ?? 'message',
      data: JSON.parse(data) as Record<string, unknown>,
      at: Date.now(),
    };
  }
}

/** What a client of one task's events knows, built up event by event as API.md says. */
export class FollowedTask {
  readonly events: ReceivedEvent[] = [];
  text = '';

  get lastEventId(): number | null {
    return this.events.at(-1)?.id ?? null;
  }

  get end(): TaskView | null {
    const last = this.events.at(-1);
    return last?.event === 'end' ? (last.data as unknown as TaskView) : null;
  }

  /** The names of the events, with progress and repetitions left out. */
  get story(): string[] {
    const names = this.events.filter(({ event }) => event !== 'progress').map(nameOf);
    return names.filter((name, index) => name !== names[index - 1]);
  }

  /** @throws where an id does not grow: an event came twice, or out of order */
  take(event: ReceivedEvent): void {
    if (event.id <= (this.lastEventId ?? 0))
      throw new Error(`event ${event.id} came after ${this.lastEventId}`);
    this.events.push(event);
    if (event.event === 'reset') this.text = '';
    if (event.event === 'delta') this.text += event.data['text'] as string;
  }

  /** Reads on until the stream is closed. */
  async readFrom(url: string, options: ReadOptions = {}): Promise<this> {
    for await (const event of readEvents(url, { lastEventId: this.lastEventId, ...options })) {
      this.take(event);
      options.onEvent?.(event);
    }
    return this;
  }
}

/** Follows a task from its beginning to its end, in one stream. */
export function followToEnd(origin: string, taskId: string): Promise<FollowedTask> {
  return new FollowedTask().readFrom(`${origin}/api/v1/tasks/${taskId}/events`);
}

function nameOf({ event, data }: ReceivedEvent): string {
  return event === 'status' ? String(data['status']) : event;
}
