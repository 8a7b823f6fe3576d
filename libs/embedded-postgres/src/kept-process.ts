import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

export interface KeptProcessOptions {
  /** How the server is asked to end once its owner is gone. */
  readonly stopSignal: NodeJS.Signals;
  /** What ends it when it has not ended 30 s later. */
  readonly killSignal: NodeJS.Signals;
  /** How long it stays up after its owner's death while somebody holds the lifeline, in milliseconds. */
  readonly orphanGraceMs: number;
  /** A folder that is of no use without the owner. */
  readonly removeWhenOrphaned?: string;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Its output is appended here. */
  readonly logFile: string;
}

/** One life of the server. */
export interface Run {
  readonly pid: number;
  /** Why it ended, such as `exit code 1` or `SIGKILL`. Never rejects. */
  readonly exited: Promise<string>;
}

interface Answer {
  readonly started?: number;
  readonly failed?: string;
  readonly exited?: string;
}

/**
 * A server process that ends when its owner ends, even by SIGKILL: a small keeper process stands between the
 * two.
 */
export class KeptProcess {
  private keeper: ChildProcess | null = null;
  private hear: (answer: Answer) => void = () => undefined;

  constructor(private readonly options: KeptProcessOptions) {}

  /**
   * For the stdio list of processes that need the server until they end: while one of them lives, the server
   * outlives its owner by up to `orphanGraceMs`. Nothing is ever written to it.
   */
  get lifeline(): Writable | null {
    return this.keeper?.stdin ?? null;
  }

  /**
   * Starts the server; the one before must have ended.
   * @throws EmbeddedPostgresError when the command cannot be started
   */
  run(command: Command): Promise<Run> {
    const keeper = (this.keeper ??= this.startKeeper());
    return new Promise((resolve, reject) => {
      const exited = new Promise<string>((end) => {
        this.hear = (answer) => {
          if (answer.started) resolve({ pid: answer.started, exited });
          if (answer.failed)
            reject(new EmbeddedPostgresError(`${command.command} did not start: ${answer.failed}`));
          if (answer.exited) end(answer.exited);
        };
      });
      keeper.send({ run: command }, () => undefined); // a keeper that cannot be reached is told by its 'exit'
    });
  }

  signal(name: NodeJS.Signals): void {
    if (this.keeper?.connected) this.keeper.send({ signal: name }, () => undefined);
  }

  /** Ends the keeper, after the server has ended. */
  async close(): Promise<void> {
    const { keeper } = this;
    if (!keeper?.connected) return;
    const ended = once(keeper, 'exit');
    keeper.send({ end: true }, () => undefined);
    await ended;
  }

  private startKeeper(): ChildProcess {
    const keeper = spawn(process.execPath, [KEEPER, JSON.stringify(this.options)], {
      detached: true,
      cwd: '/',
      env: {}, // an owner's NODE_OPTIONS are not meant for the keeper
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    const ended = (why: string): void => {
      this.keeper = null;
      this.hear({ failed: why, exited: why });
    };
    keeper.stdin?.on('error', () => undefined); // the pipe of a keeper that died; 'exit' tells
    keeper.on('message', (answer: Answer) => this.hear(answer));
    keeper.once('error', (error) => ended(`its keeper failed: ${error.message}`));
    keeper.once('exit', () => ended('its keeper ended'));
    return keeper;
  }
}
