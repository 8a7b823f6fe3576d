import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Place } from './place.js';

/** A task that was answered with 201 or 200. Times are those of Date.now(). */
export interface Accepted {
  readonly id: string;
  /** How long its handler takes. */
  readonly ms: number;
  /** Which API was asked first, and which one accepted. */
  readonly home: number;
  readonly by: number;
  readonly tries: number;
  readonly sentAt: number;
  readonly acceptedAt: number;
}

export interface LoadOptions {
  readonly apis: readonly string[];
  readonly everyMs: number;
  /** How long one answer is waited for. */
  readonly patienceMs: number;
}

const PROGRAM = resolve('test/support/hosts/load-client.mjs');

/** A careful client in a process of its own. */
export class Load {
  readonly accepted: Accepted[] = [];
  private readonly failures: unknown[] = [];

  private constructor(private readonly child: ChildProcess) {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(line));
  }

  static start({ enter }: Place, options: LoadOptions): Load {
    const [program = '', ...args] = [...enter, process.execPath, PROGRAM, JSON.stringify(options)];
    return new Load(spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** Lets it end. @throws where a task was refused, or accepted by nobody */
  async stop(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.stdin?.write('stop\n');
    const [code] = (await ended) as [number | null];
    if (code !== 0 || this.failures.length > 0)
      throw new Error(`the load ended with ${code}: ${JSON.stringify(this.failures)}`);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private hear(line: string): void {
    const said = JSON.parse(line) as Partial<Accepted> & { failed?: unknown };
    if (said.failed !== undefined) this.failures.push(said.failed);
    if (said.id) this.accepted.push(said as Accepted);
  }
}
