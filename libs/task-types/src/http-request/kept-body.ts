import type { Dispatcher } from 'undici';
import type { BodyEncoding } from './http-request.result.js';

/** As much of a body as is kept. */
export interface KeptBytes {
  readonly bytes: Buffer;
  /** There was more. */
  readonly truncated: boolean;
}

export interface KeptBody {
  readonly body: unknown;
  readonly bodyEncoding: BodyEncoding;
  readonly truncated: boolean;
}

/** Reads so much and no more; the connection of a longer body is closed. */
export async function firstBytes(body: Dispatcher.ResponseData['body'], most: number): Promise<KeptBytes> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break; // leaving the loop destroys the body
  }
  return { bytes: Buffer.concat(chunks).subarray(0, most), truncated: length > most };
}

/** @param most of its JSON, in bytes: a body that is larger when written as JSON is kept as base64 */
export function keptBody({ bytes, truncated }: KeptBytes, contentType: string, most: number): KeptBody {
  const text = textOf(bytes, truncated);
  const json = text !== null && !truncated && isJson(contentType) ? jsonOf(text) : undefined;
  if (json !== undefined && fits(json, most)) return { body: json, bodyEncoding: 'json', truncated };
  if (text !== null && fits(text, most)) return { body: text, bodyEncoding: 'text', truncated };
  return { body: bytes.toString('base64'), bodyEncoding: 'base64', truncated };
}

/** Null where it is no UTF-8, or holds a NUL, which the database can't hold in a text. */
function textOf(bytes: Buffer, truncated: boolean): string | null {
  if (bytes.includes(0)) return null;
  try {
    // as a stream it leaves out the beginning of a character whose end was cut off
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: truncated });
  } catch {
    return null;
  }
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}

/** Deeper JSON is kept as the text that it is. */
const DEEPEST = 64;

/** Undefined where it is not what it says, or would not be the same when it is written again. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, (_, inner: unknown) => {
      if (typeof inner === 'number' && !isExact(inner)) throw new RangeError('a number that is not exact');
      return inner;
    });
    return depthOf(value) > DEEPEST ? undefined : value;
  } catch {
    return undefined;
  }
}

/** A whole number beyond these may have been another one in the text. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function depthOf(value: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0 && depth <= DEEPEST; depth += 1)
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : [],
    );
  return depth;
}

function fits(value: unknown, most: number): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= most;
}
