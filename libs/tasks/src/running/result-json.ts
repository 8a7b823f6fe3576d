import { types } from 'node:util';
import { TaskError } from '@app/handlers';
import { storableText, withStorableKeys } from '../input/storable.js';

/** Far from where recursion ends, ours and PostgreSQL's. */
const DEEPEST = 512;

interface Level {
  /** What the handler returned here; a cycle leads back to it. */
  readonly original: unknown;
  /** What is written instead: the same, or a copy with other keys. */
  readonly written: unknown;
  readonly key: string;
}

export interface StorableResult {
  readonly value: object;
  /** Of its JSON. */
  readonly bytes: number;
}

/**
 * A handler's result as PostgreSQL can hold it: NUL is taken out, a lone surrogate becomes U+FFFD.
 * @param maxBytes of its JSON
 * @throws TaskError that no other attempt can mend: the result is no JSON, or larger
 */
export function storableResult(result: unknown, maxBytes: number): StorableResult {
  const text = new ResultJson(maxBytes).write(result);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) throw tooLarge('result', maxBytes);
  return { value: JSON.parse(text) as object, bytes };
}

/** @param what the part that is too large, such as `result` */
export function tooLarge(what: string, maxBytes: number): TaskError {
  const message = `The ${what} is larger than ${maxBytes} bytes (MAX_RESULT_BYTES). Keep it as a file and return the file's id.`;
  return new TaskError('result_too_large', message, { retryable: false });
}

/**
 * One walk through a value, as JSON.stringify takes it: ends at the first fault, or when it has seen too
 * much.
 */
class ResultJson {
  private readonly levels: Level[] = [];
  /** The originals of all levels: to look through them for each value would take a second for 4 MiB. */
  private readonly open = new Set<unknown>();
  private characters = 0;

  constructor(private readonly maxBytes: number) {}

  write(result: unknown): string {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the replacer's is the value's object
    const walk = this;
    try {
      return JSON.stringify(result, function (this: unknown, key, value: unknown) {
        return walk.step(this, key, value);
      });
    } catch (error) {
      if (error instanceof TaskError) throw error;
      throw noJson(
        this.pathTo(''),
        `could not be written (${error instanceof Error ? error.name : typeof error})`,
        error,
      );
    }
  }

  private step(holder: unknown, key: string, value: unknown): unknown {
    while (this.levels.length > 0 && this.levels.at(-1)?.written !== holder)
      this.open.delete(this.levels.pop()?.original);
    this.count(key.length + 4);
    if (typeof value === 'string') return this.text(value);
    const fault = this.faultOf(value, key === '' && this.levels.length === 0);
    if (fault) throw noJson(this.pathTo(key), fault);
    if (typeof value !== 'object' || value === null) return value;
    const written = withStorableKeys(value);
    this.levels.push({ original: value, written, key });
    this.open.add(value);
    return written;
  }

  private text(value: string): string {
    this.count(value.length);
    return storableText(value);
  }

  private count(characters: number): void {
    this.characters += characters;
    if (this.characters > 2 * this.maxBytes) throw tooLarge('result', this.maxBytes);
  }

  private faultOf(value: unknown, isRoot: boolean): string | null {
    if (value === undefined) return isRoot ? 'is undefined' : null; // JSON leaves an optional field out
    if (typeof value !== 'object') return faultOfPrimitive(value);
    return value === null ? null : this.faultOfObject(value);
  }

  private faultOfObject(value: object): string | null {
    if (types.isPromise(value)) return 'is a Promise: await it';
    if (types.isMap(value)) return 'is a Map: return an object';
    if (types.isSet(value)) return 'is a Set: return a list';
    if (this.open.has(value)) return 'leads back to itself';
    return this.levels.length >= DEEPEST ? `is nested more than ${DEEPEST} levels deep` : null;
  }

  private pathTo(key: string): string {
    return [...this.levels.map((level) => level.key), key]
      .filter((part) => part !== '')
      .join('.')
      .slice(0, 200);
  }
}

function faultOfPrimitive(value: unknown): string | null {
  if (typeof value === 'number')
    return Number.isFinite(value) ? null : `is ${value}: JSON has no such number`;
  if (typeof value === 'bigint') return 'is a BigInt: return it as text';
  return typeof value === 'function' || typeof value === 'symbol' ? `is a ${typeof value}` : null;
}

function noJson(path: string, fault: string, cause?: unknown): TaskError {
  const what = path ? `"${storableText(path)}" in the handler's result` : "The handler's result";
  return new TaskError('internal', `${what} is no JSON: it ${fault}.`, { retryable: false, cause });
}
