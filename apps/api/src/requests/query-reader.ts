import { type InputProblem, InputRefused } from '@app/tasks';

/** As Fastify parses a query: a name that was sent twice has an array. */
export type RawQuery = Readonly<Record<string, string | string[]>>;

const MAX_SET = 100;
const MAX_KEYS = 10;

/** Reads parameters and gathers what is wrong with them. */
export class QueryReader {
  /** By name and message: the same one is said once, and nobody walks a list of them for each. */
  private readonly refused = new Map<string, InputProblem>();

  constructor(
    private readonly query: RawQuery,
    known: readonly string[],
  ) {
    for (const name of Object.keys(query)) {
      if (!known.some((one) => isCalled(name, one)))
        this.refuse(name, `is not a known parameter; known are ${known.join(', ')}`);
      if (this.all(name).some((value) => value.includes('\0')))
        this.refuse(name, 'must not hold a NUL character');
    }
  }

  single(name: string): string | undefined {
    const [value, ...more] = this.all(name);
    if (more.length > 0) this.refuse(name, 'must be given once');
    return value;
  }

  set(name: string, separator?: string): string[] {
    const parts = this.all(name).flatMap((value) => (separator ? value.split(separator) : [value]));
    const members = new Set(parts.map((one) => one.trim()).filter(Boolean));
    if (members.size > MAX_SET) this.refuse(name, `must be at most ${MAX_SET}`);
    return [...members];
  }

  /**
   * The values of each key of parameters such as `metadata.KEY`; also as `metadata[KEY]`, as clients write
   * objects.
   */
  keyed(parameter: string): Record<string, string[]> {
    const entries = Object.keys(this.query).flatMap((name) => {
      const key = keyIn(name, parameter);
      return key === null ? [] : [[key, [...new Set(this.all(name))]] as [string, string[]]];
    });
    if (entries.some(([, values]) => values.length > MAX_SET) || entries.length > MAX_KEYS)
      this.refuse(`${parameter}.KEY`, `must be at most ${MAX_KEYS} keys, and ${MAX_SET} values of each`);
    return Object.fromEntries(entries);
  }

  refuse(name: string, message: string): void {
    this.refused.set(`${name}\0${message}`, { path: [name], message });
  }

  problems(): InputProblem[] {
    return [...this.refused.values()];
  }

  /** @throws InputRefused where anything was wrong */
  finish(): void {
    if (this.refused.size > 0) throw new InputRefused(this.problems());
  }

  private all(name: string): string[] {
    return Object.hasOwn(this.query, name) ? [this.query[name] ?? []].flat() : [];
  }
}

/** Whether a name is that of a known parameter; of `metadata.KEY` every key is. */
function isCalled(name: string, known: string): boolean {
  return known.endsWith('.KEY') ? keyIn(name, known.slice(0, -'.KEY'.length)) !== null : name === known;
}

function keyIn(name: string, parameter: string): string | null {
  if (name.startsWith(`${parameter}.`)) return name.slice(parameter.length + 1) || null;
  return name.startsWith(`${parameter}[`) && name.endsWith(']')
    ? name.slice(parameter.length + 1, -1) || null
    : null;
}
