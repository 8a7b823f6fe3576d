import { LineReader } from './line-reader.js';

/**
 * What a stream says: a piece of JSON, an error (an event of that name, or llama.cpp's `error:` line), the
 * end that it announces, or words that mean nothing here, such as a heartbeat.
 */
export type Payload =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'error'; readonly value: unknown }
  | { readonly kind: 'broken' }
  | { readonly kind: 'noise' }
  | { readonly kind: 'done' };

/**
 * The payloads of a body of OpenAI's protocol. Usually it is Server-Sent Events; some servers answer with one
 * JSON document, or with one a line, whatever their content type says. What it is shows in its first
 * character.
 */
export class PayloadReader {
  private format: 'unknown' | 'events' | 'json' | 'page' = 'unknown';
  private readonly lines: LineReader;
  private readonly document: string[] = [];
  private documentLength = 0;
  private dataLines: string[] = [];
  private dataLength = 0;
  private isErrorEvent = false;

  /** @param longest of a line, an event or a document, in characters */
  constructor(
    private readonly longest: number,
    private readonly tooLong: () => Error,
  ) {
    this.lines = new LineReader(longest, tooLong);
  }

  /** Whether the body is a page for people, such as a proxy's. */
  get isPage(): boolean {
    return this.format === 'page';
  }

  *read(text: string): Generator<Payload, void, void> {
    if (this.format === 'unknown') this.format = formatOf(text);
    if (this.format === 'json') this.keep(text);
    if (this.format === 'events') for (const line of this.lines.read(text)) yield* this.line(line);
  }

  *end(): Generator<Payload, void, void> {
    if (this.format === 'json') yield* documentsIn(this.document.join(''));
    if (this.format !== 'events') return;
    yield* this.line(this.lines.rest());
    yield* this.dispatch();
  }

  private keep(text: string): void {
    this.documentLength += text.length;
    if (this.documentLength > this.longest) throw this.tooLong();
    this.document.push(text);
  }

  private *line(line: string): Generator<Payload, void, void> {
    if (line === '') return yield* this.dispatch();
    if (line.startsWith('data:')) return yield* this.data(line.slice(5));
    if (line.startsWith('event:')) return void (this.isErrorEvent = line.slice(6).trim() === 'error');
    if (line.startsWith('error:')) return yield { kind: 'error', value: parsed(line.slice(6)) ?? {} };
    if (line.startsWith('{')) yield* this.data(line); // servers that leave `data:` out before an error
  }

  /**
   * A line that is whole in itself counts at once: not all servers send the blank line that ends an event.
   */
  private *data(value: string): Generator<Payload, void, void> {
    const whole = this.dataLines.length === 0 ? payloadOf(value) : null;
    if (whole) return yield this.asError(whole);
    if (value.trim() === '') return;
    this.dataLength += value.length;
    if (this.dataLength > this.longest) throw this.tooLong();
    this.dataLines.push(value);
  }

  private *dispatch(): Generator<Payload, void, void> {
    const text = this.dataLines.join('\n');
    this.dataLines = [];
    this.dataLength = 0;
    if (text !== '')
      yield this.asError(payloadOf(text) ?? { kind: /^\s*[[{"]/.test(text) ? 'broken' : 'noise' });
    this.isErrorEvent = false;
  }

  private asError(payload: Payload): Payload {
    return this.isErrorEvent && payload.kind === 'json' ? { kind: 'error', value: payload.value } : payload;
  }
}

/** An object or a list. The parser's refusal of anything else costs as much as a hundred characters do. */
const MAY_BE_JSON = /^\s*[{[]/;

function formatOf(text: string): 'unknown' | 'events' | 'json' | 'page' {
  const start = text.trimStart()[0];
  if (start === undefined) return 'unknown';
  if (start === '<') return 'page';
  return start === '{' || start === '[' ? 'json' : 'events';
}

function payloadOf(text: string): Payload | null {
  if (/^\s*"?\[done\]"?\s*$/i.test(text.slice(0, 20))) return { kind: 'done' };
  const value = MAY_BE_JSON.test(text) ? parsed(text) : undefined;
  return typeof value === 'object' && value !== null ? { kind: 'json', value } : null;
}

/** One document, or one a line. */
function* documentsIn(text: string): Generator<Payload, void, void> {
  const end = text.lastIndexOf('data: [DONE]'); // some gateways glue the end of a stream to a whole document
  const whole = payloadOf(end === -1 ? text : text.slice(0, end));
  if (whole) return yield whole;
  for (const line of text.split(/[\n\r]+/))
    if (line.trim()) yield payloadOf(line.replace(/^data:/, '')) ?? { kind: 'broken' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
