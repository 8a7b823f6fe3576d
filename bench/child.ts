import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cleanup } from './cleanup.js';

const STOP_LIMIT_MS = 10_000;

export interface ChildOptions {
  readonly entry: string;
  /** Options of Node itself. */
  readonly execArgv?: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly logFile: string;
}

/** A process that ends with this one: its IPC channel is cut even where this one is killed. */
export class Child {
  readonly exited: Promise<unknown>;
  readonly stop: () => Promise<void>;
  private readonly child: ChildProcess;

  constructor(cleanup: Cleanup, { entry, execArgv = [], variables, logFile }: ChildOptions) {
    const log = openSync(logFile, 'a');
    this.child = spawn(process.execPath, [...execArgv, entry], {
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true, // Ctrl+C in the terminal is for us; we end it
    });
    this.exited = once(this.child, 'exit');
    this.stop = cleanup.add(() => this.end());
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Sends a message and waits for the next one that comes back. @throws where the process ends instead */
  async ask<Answer>(message: object): Promise<Answer> {
    const answered = once(this.child, 'message').then(([answer]) => answer as Answer);
    this.child.send(message);
    return Promise.race([answered, this.failed()]);
  }

  /** @throws once it has ended */
  async failed(): Promise<never> {
    await this.exited;
    throw new Error(`${this.child.spawnargs.join(' ')} has ended`);
  }

  private async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.exited;
    clearTimeout(limit);
  }
}

/** Node options with which a process runs our TypeScript as it is. */
export const TYPESCRIPT = ['--import', pathToFileURL(resolve('bench/typescript.mjs')).href];
