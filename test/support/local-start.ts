import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { ProcessTree } from './process-tree.js';
import { until } from './until.js';

const READY_LIMIT_MS = 60_000;

/** Where and as whom, where that is not here and as ourselves. */
export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** `npm start` as a process, with a data folder and ports of its own. */
export class LocalStart {
  private readonly child: ChildProcess;
  private readonly output: string[] = [];
  private tree: ProcessTree | null = null;
  readonly exited: Promise<number | null>;
  /** As `exited`, and then all that it wrote has been read. */
  readonly ended: Promise<number | null>;

  constructor(
    variables: Readonly<Record<string, string>>,
    { command, args, folder, ...account }: StartOptions = {
      command: process.execPath,
      args: [resolve('scripts/start.mjs')],
      folder: '.',
    },
  ) {
    const env = {
      PATH: process.env.PATH,
      ENV_FILE: '/dev/null',
      LOG_FORMAT: 'json',
      DRAIN_SECONDS: '2',
      ...variables,
    };
    this.child = spawn(command, args, {
      ...account,
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    this.exited = once(this.child, 'exit').then(([code]) => code as number | null);
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  get text(): string {
    return this.output.join('');
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Its processes as they are now. */
  get processes(): ProcessTree {
    return new ProcessTree(this.pid);
  }

  /** Resolves with the tree of its processes. @throws with its output when it ends before */
  async ready(limitMs = READY_LIMIT_MS): Promise<ProcessTree> {
    await until(() => this.text.includes('Try it:') || this.child.exitCode !== null, limitMs).catch(() =>
      this.fail(),
    );
    if (this.child.exitCode !== null) this.fail();
    this.tree = new ProcessTree(this.pid);
    return this.tree;
  }

  /** Ends whatever is left of it. */
  cleanUp(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) new ProcessTree(this.pid).kill9();
    this.tree?.kill9();
  }

  /** To the starter alone. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** To its whole process group, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void {
    process.kill(-this.pid, name);
  }

  private fail(): never {
    throw new Error(`not ready:\n${this.text}`);
  }
}
