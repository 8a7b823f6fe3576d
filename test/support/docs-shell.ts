import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const LIMIT_MS = 90_000;
const DONE = 'docs-shell-done-4f1c';

/**
 * One shell for the commands of a page, as a person has it: what one sets, the next has. It stops at the
 * first that fails.
 */
export class DocsShell {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private output = '';
  private heard = (): void => undefined;

  constructor(cwd: string, variables: Readonly<Record<string, string>>) {
    const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', ...variables };
    this.child = spawn('bash', ['--noprofile', '--norc', '-euo', 'pipefail'], { cwd, env, stdio: 'pipe' });
    this.closed = once(this.child, 'close').then(() => this.heard());
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
  }

  /** @returns what it wrote. @throws with that where it failed, or did not end */
  async run(command: string): Promise<string> {
    this.output = '';
    const done = new Promise<void>((resolve) => (this.heard = resolve));
    this.child.stdin?.write(`{\n${command}\n} 2>&1 </dev/null\nprintf '${DONE}'\n`);
    const timer = setTimeout(() => this.child.kill(), LIMIT_MS);
    await done;
    clearTimeout(timer);
    if (!this.output.endsWith(DONE))
      throw new Error(`failed, or took longer than ${LIMIT_MS} ms: ${command}\n${this.output}`);
    return this.output.slice(0, -DONE.length);
  }

  async close(): Promise<void> {
    this.child.stdin?.end();
    await this.closed;
  }

  private hear(text: string): void {
    this.output += text;
    if (this.output.endsWith(DONE)) this.heard();
  }
}
