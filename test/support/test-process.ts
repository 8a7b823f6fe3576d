import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type LogLine, ProcessLog } from './process-log.js';

/**
 * A real process of the product, from dist/, that ends with the test run. Its log is kept, to wait for lines
 * and to look through.
 */
export class TestProcess {
  private readonly output = new ProcessLog();
  private readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** As `exited`, and then all that it wrote has been read. */
  readonly ended: Promise<number | null>;

  /** @param program what runs the entry; Node by default */
  constructor(
    entry: string,
    args: readonly string[],
    variables: Readonly<Record<string, string>>,
    program: string = process.execPath,
  ) {
    this.child = spawn(program, [entry, ...args], {
      env: { PATH: process.env.PATH, LOG_FORMAT: 'json', LOG_LEVEL: 'info', ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.exited = once(this.child, 'exit').then(([code]) => code as number | null);
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (text) => this.output.hear(text));
    }
  }

  get log(): readonly LogLine[] {
    return this.output.lines;
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Everything it wrote, for a failed test and for a look for secrets. */
  get text(): string {
    return this.output.text;
  }

  /** @throws with the whole output where the process ends, or says nothing like it, within 30 s */
  line(matches: (line: LogLine) => boolean, limitMs?: number): Promise<LogLine> {
    return this.output.line(matches, this.exited, limitMs);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async kill9(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** As an orchestrator does. Resolves with the exit code. */
  async terminate(): Promise<number | null> {
    this.child.kill('SIGCONT'); // a stopped process would never hear it
    this.child.kill('SIGTERM');
    return this.exited;
  }
}
