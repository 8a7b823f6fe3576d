import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const READY_LIMIT_MS = 30_000;

export type LogLine = Record<string, unknown> & { msg?: string };

/** A real process of the product, from dist/, that ends with the test run. Its log is kept, to wait for lines and to look through. */
export class TestProcess {
  readonly log: LogLine[] = [];
  private readonly output: string[] = [];
  private readonly waiting = new Set<{ matches: (line: LogLine) => boolean; resolve: (line: LogLine) => void }>();
  private readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** As `exited`, and then all that it wrote has been read. */
  readonly ended: Promise<number | null>;

  /** @param program what runs the entry; Node by default */
  constructor(entry: string, args: readonly string[], variables: Readonly<Record<string, string>>, program: string = process.execPath) {
    this.child = spawn(program, [entry, ...args], {
      env: { PATH: process.env.PATH, LOG_FORMAT: 'json', LOG_LEVEL: 'info', ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.exited = once(this.child, 'exit').then(([code]) => code as number | null);
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (text) => this.hear(text));
    }
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Everything it wrote, for a failed test and for a look for secrets. */
  get text(): string {
    return this.output.join('\n');
  }

  /** @throws with the whole output where the process ends, or says nothing like it, within 30 s */
  async line(matches: (line: LogLine) => boolean, limitMs = READY_LIMIT_MS): Promise<LogLine> {
    const found = this.log.find(matches);
    if (found) return found;
    const heard = new Promise<LogLine>((resolve) => this.waiting.add({ matches, resolve }));
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no such line within ${limitMs} ms in:\n${this.text}`)), limitMs);
      void this.exited.then((code) => reject(new Error(`ended with ${code}:\n${this.text}`)));
    });
    return Promise.race([heard, failed]).finally(() => clearTimeout(timer));
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

  private hear(text: string): void {
    this.output.push(text);
    const line = lineFrom(text);
    this.log.push(line);
    for (const one of this.waiting) {
      if (!one.matches(line)) continue;
      this.waiting.delete(one);
      one.resolve(line);
    }
  }
}

function lineFrom(text: string): LogLine {
  try {
    const line = JSON.parse(text) as { message?: string; 'log.level'?: string; url?: { full?: string } };
    return { ...line, msg: line.message, level: line['log.level'], url: line.url?.full };
  } catch {
    return { msg: text };
  }
}
