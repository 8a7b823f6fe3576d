import { type LogLine, ProcessLog } from '../process-log.js';

/**
 * An API or a worker in a process that it shares. It can be ended, not killed; all else is as with a process
 * of its own.
 */
export class HostedPart {
  private readonly output = new ProcessLog();
  readonly exited: Promise<number | null>;
  private resolveExit: (code: number | null) => void = () => undefined;

  constructor(
    /** Of the process that it shares. */
    readonly pid: number,
    private readonly end: () => void,
  ) {
    this.exited = new Promise((resolve) => (this.resolveExit = resolve));
  }

  get log(): readonly LogLine[] {
    return this.output.lines;
  }

  get text(): string {
    return this.output.text;
  }

  line(matches: (line: LogLine) => boolean, limitMs?: number): Promise<LogLine> {
    return this.output.line(matches, this.exited, limitMs);
  }

  /** As SIGTERM does. Resolves with the exit code that a process of its own would have. */
  terminate(): Promise<number | null> {
    this.end();
    return this.exited;
  }

  hear(text: string): void {
    this.output.hear(text);
  }

  exit(code: number | null): void {
    this.resolveExit(code);
  }
}
