import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { isObject, jsonText } from './json-text.js';
import { collectionOf, type KnownValues } from './known-values.js';
import type { Operation, Parameter } from './operations.js';
import type { Random } from './random.js';
import type { Draft, Pair, Request } from './request.js';
import type { SchemaValues } from './schema-values.js';

/** About a task that the caller holds. */
const WORK = '/api/v1/work/{id}';
const QUERY_CHANCE = 0.25;
const HEADER_CHANCE = 0.2;

/** Requests that follow the document. */
export class ValidRequests {
  constructor(
    private readonly values: SchemaValues,
    private readonly known: KnownValues,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  draft(operation: Operation, random: Random): Draft {
    const { method, path, parameters, body } = operation;
    const lease = path.startsWith(WORK) && random.chance(0.9) ? this.known.lease(random) : null;
    const segments = path
      .slice(1)
      .split('/')
      .map((segment) =>
        segment.startsWith('{') ? encodeURIComponent(lease?.id ?? this.inPath(operation, random)) : segment,
      );
    const query = parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) => this.queryOf(one, operation, random));
    const base = {
      operation,
      method,
      segments,
      query,
      headers: { ...this.headers, ...this.headersOf(parameters, random) },
    };
    if (!body) return base;
    if (body.mediaType.startsWith('multipart/')) return withForm(base, random);
    const json =
      random.chance(0.3) && body.examples.length > 0
        ? random.pick(body.examples)
        : this.values.valueOf(body.schema, random);
    if (lease && isObject(json)) json['token'] = lease.token;
    return { ...base, headers: { ...base.headers, 'content-type': body.mediaType }, json };
  }

  private inPath({ path }: Operation, random: Random): string {
    return (random.chance(0.9) && this.known.in(collectionOf(path), random)) || uuidv7();
  }

  private queryOf({ name, schema = {}, required }: Parameter, { path }: Operation, random: Random): Pair[] {
    if (!required && !random.chance(QUERY_CHANCE)) return [];
    const value =
      name === 'cursor'
        ? (this.known.cursor(path, random) ?? 'none')
        : this.values.valueOf(schema, random, name);
    if (Array.isArray(value)) return value.map((one): Pair => [name, String(one)]);
    if (typeof value !== 'object' || value === null) return [[name, String(value)]];
    return Object.entries(value).map(([key, one]): Pair => [`${name}[${key}]`, String(one)]);
  }

  private headersOf(parameters: readonly Parameter[], random: Random): Record<string, string> {
    const chosen = parameters.filter((one) => one.in === 'header' && random.chance(HEADER_CHANCE));
    return Object.fromEntries(
      chosen.map(({ name, schema = {} }) => [
        name.toLowerCase(),
        String(this.values.valueOf(schema, random, name)),
      ]),
    );
  }
}

function withForm(draft: Draft, random: Random): Draft {
  const headers = { ...draft.headers, 'content-type': 'multipart/form-data; boundary=edge' };
  return { ...draft, headers, bytes: formOf('file', 'notes.txt', 'text/plain', contentOf(random)) };
}

function contentOf(random: Random): Buffer {
  return random.chance(0.5)
    ? Buffer.from(random.letters(random.whole(0, 200)))
    : randomBytes(random.whole(0, 2_000));
}

/** A form of one part, between boundaries called `edge`. */
export function formOf(field: string, fileName: string | null, mediaType: string, content: Buffer): Buffer {
  const name = fileName === null ? '' : `; filename="${fileName}"`;
  const head = `--edge\r\nContent-Disposition: form-data; name="${field}"${name}\r\nContent-Type: ${mediaType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--edge--\r\n')]);
}

/** What goes over the wire. */
export function written({ method, segments, query, headers, json, bytes }: Draft): Request {
  const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const body = bytes ?? (json === undefined ? null : Buffer.from(jsonText(json)));
  return { method, path: `/${segments.join('/')}${search ? `?${search}` : ''}`, headers, body };
}

/** As encodeURIComponent, for halves of characters too; what is encoded already stays. */
function encoded(text: string): string {
  return /^(?:%[0-9a-zA-Z]{0,2})+$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
