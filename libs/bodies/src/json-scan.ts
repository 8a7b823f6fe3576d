import { DEEPEST, type InputProblem, type ProblemPath } from '@app/tasks';
import { isExact } from './exact-number.js';

interface Level {
  readonly isObject: boolean;
  /** In an object the key of the value that is being read, as it is written. */
  key: string;
  /** In an array its place. */
  index: number;
  isKeyNext: boolean;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Looks through a JSON text once, before it becomes values: how many there are, how deep they are, and
 * whether a number or a key would not survive. Whether it is JSON at all is decided by JSON.parse; a text
 * that is none gets any answer.
 */
export class JsonScan {
  private readonly levels: Level[] = [];
  private values = 0;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly mostValues: number,
  ) {}

  /** The first that keeps the text from being read; null where there is none. */
  problem(): InputProblem | null {
    while (this.at < this.text.length) {
      const message = this.step(this.text.charCodeAt(this.at));
      if (message) return { path: this.path(), message };
    }
    return null;
  }

  private step(code: number): string | null {
    switch (code) {
      case QUOTE:
        return this.string();
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return this.open(code === OPEN_OBJECT);
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.levels.pop();
        this.at += 1;
        return null;
      case COMMA:
        this.next();
        return null;
      default:
        return isBlank(code) || code === COLON ? this.skip() : this.word();
    }
  }

  private skip(): null {
    this.at += 1;
    return null;
  }

  private next(): void {
    const level = this.levels.at(-1);
    if (level) level.isKeyNext = level.isObject;
    if (level) level.index += 1;
    this.at += 1;
  }

  private open(isObject: boolean): string | null {
    const refused = this.count();
    if (refused) return refused;
    if (this.levels.length >= DEEPEST) {
      this.levels.length = 0; // the path would be longer than what it says
      return `is nested too deeply: ${DEEPEST} levels at most`;
    }
    this.levels.push({ isObject, key: '', index: 0, isKeyNext: isObject });
    this.at += 1;
    return null;
  }

  private string(): string | null {
    const start = this.at + 1;
    this.at = this.endOfString(start) + 1;
    const level = this.levels.at(-1);
    if (!level?.isKeyNext) return this.count();
    level.key = this.text.slice(start, this.at - 1);
    level.isKeyNext = false;
    return forbiddenKey(plain(level.key), this.levels.at(-2));
  }

  /** Each run of backslashes is looked at once. */
  private endOfString(start: number): number {
    for (let from = start; ;) {
      const end = this.text.indexOf('"', from);
      if (end < 0) return this.text.length;
      let backslashes = 0;
      while (end - backslashes > start && this.text.charCodeAt(end - backslashes - 1) === BACKSLASH)
        backslashes += 1;
      if (backslashes % 2 === 0) return end;
      from = end + 1;
    }
  }

  /** A number, true, false, null, or what is no JSON. */
  private word(): string | null {
    const start = this.at;
    while (this.at < this.text.length && !isEnd(this.text.charCodeAt(this.at))) this.at += 1;
    const token = this.text.slice(start, this.at);
    const refused = this.count();
    if (refused) return refused;
    return /^[-\d]/.test(token) && !isExact(token)
      ? 'is a number that would not be kept exactly; send it as a string'
      : null;
  }

  private count(): string | null {
    this.values += 1;
    if (this.values <= this.mostValues) return null;
    this.levels.length = 0;
    return `has too many values: ${this.mostValues} at most, each field and each item counted`;
  }

  private path(): ProblemPath {
    return this.levels.map(({ isObject, key, index }) => (isObject ? plain(key) : index));
  }
}

/** What every object has by itself can't be a key: setting it would change the object, not a field. */
function forbiddenKey(key: string, parent: Level | undefined): string | null {
  const isForbidden =
    key === '__proto__' ||
    (key === 'prototype' && parent?.isObject === true && plain(parent.key) === 'constructor');
  return isForbidden
    ? `is a key that is not taken, since "${key}" means something else in JavaScript; rename it`
    : null;
}

/** A key without its escapes. */
function plain(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(`"${key}"`) as string;
  } catch {
    return key; // no JSON; JSON.parse will say so
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isEnd(code: number): boolean {
  return (
    isBlank(code) ||
    code === COMMA ||
    code === CLOSE_OBJECT ||
    code === CLOSE_ARRAY ||
    code === COLON ||
    code === QUOTE
  );
}
