import type { Token } from 'stream-json/core/parser.js';
import type { JsonAnalysis } from './analysis.js';
import { UnusableInput } from '../unusable-input.js';

const DEEPEST = 1_000;
const MOST_KEYS = 100;
const LONGEST_KEY = 100;

/** Counts what a JSON text is made of, token by token. */
export class JsonShape {
  private root: JsonAnalysis['root'] | null = null;
  private readonly keys: string[] = [];
  private readonly counts = { objects: 0, arrays: 0, values: 0, entries: 0 };
  private depth = 0;
  private deepest = 0;

  /** @throws UnusableInput where it is nested deeper than other software would take */
  add(token: Token): void {
    if (token.name === 'keyValue') return this.key(token.value);
    if (token.name === 'endObject' || token.name === 'endArray') return void (this.depth -= 1);
    if (this.depth === 1 && this.root === 'array') this.counts.entries += 1;
    if (token.name === 'startObject') return this.open('object');
    if (token.name === 'startArray') return this.open('array');
    this.root ??= 'value';
    this.counts.values += 1;
  }

  /** @throws UnusableInput where there was nothing */
  result(): JsonAnalysis {
    if (!this.root) throw new UnusableInput('The JSON is empty.');
    return { kind: 'json', root: this.root, depth: this.deepest, ...this.counts, keys: this.keys };
  }

  private key(name: string): void {
    if (this.depth !== 1) return;
    this.counts.entries += 1;
    if (this.keys.length < MOST_KEYS) this.keys.push(name.slice(0, LONGEST_KEY));
  }

  private open(kind: 'object' | 'array'): void {
    this.root ??= kind;
    this.counts[`${kind}s`] += 1;
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth > DEEPEST) throw new UnusableInput(`The JSON is nested deeper than ${DEEPEST} levels.`);
  }
}
