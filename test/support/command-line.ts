import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The command-line client as a process; its output grows while it runs. */
export class CommandLineRun {
  stdout = '';
  stderr = '';
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [resolve('scripts/task.mjs'), ...args], {
      env: { PATH: process.env.PATH, ENV_FILE: '/dev/null', ...variables },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** All that comes on its standard input. */
  write(text: string): void {
    this.child.stdin?.end(text);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}
