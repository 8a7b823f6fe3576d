import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';

interface Received {
  readonly event: string;
  readonly data: string;
}

/** Many readers of event streams, a connection each; what they receive is looked at and counted, not kept. */
export class OpenStreams {
  /** From an event's own time to its reader. */
  readonly lagsMs: number[] = [];
  private readonly received = new Map<string, number>();
  private readonly requests: ClientRequest[] = [];

  /** Resolves when it is open. @throws where it is refused */
  async open(url: string): Promise<void> {
    const request = get(url, { agent: false });
    this.requests.push(request);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`${url} was answered with ${answer.statusCode}`);
    const parser = createParser({ onEvent: ({ event = 'message', data }) => this.take({ event, data }) });
    request.on('error', () => undefined); // it is closed here
    answer
      .setEncoding('utf8')
      .on('data', (text: string) => parser.feed(text))
      .on('error', () => undefined);
  }

  /** How many events so far are such. */
  count(wanted: (received: Received) => boolean): number {
    return [...this.received].reduce(
      (sum, [key, count]) => (wanted(JSON.parse(key) as Received) ? sum + count : sum),
      0,
    );
  }

  close(): void {
    for (const request of this.requests) request.destroy();
  }

  private take({ event, data }: Received): void {
    const { status, at } = JSON.parse(data) as { status?: string; at?: string };
    if (event === 'status' && at && status === 'COMPLETED') this.lagsMs.push(Date.now() - Date.parse(at));
    const key = JSON.stringify({ event, data: JSON.stringify({ status }) });
    this.received.set(key, (this.received.get(key) ?? 0) + 1);
  }
}
