import type { ChildProcess, ForkOptions } from 'node:child_process';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerUser } from '@app/embedded-postgres';
import type { Logger } from '@app/observability';
import { BackOff } from './back-off.js';
import { untilReady } from './ready.js';
import { StartError } from './start-error.js';
import type { Starter } from './starter.js';

const MOST_FAILED_STARTS = 3;

/**
 * What libs/bootstrap sends before it ends because of a setting: with the same settings it would refuse
 * again.
 */
const REFUSAL = 'refused';

export interface SupervisedProcessOptions {
  /** As people call it, such as `API`. */
  readonly name: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  /** Who it runs as; null: as we do. */
  readonly user: ServerUser | null;
  readonly readyUrl: string;
  /** How long it may take to end after SIGTERM, in milliseconds. */
  readonly stopLimitMs: number;
  /** What it holds open while it lives; see EmbeddedPostgres. */
  readonly lifeline: () => Writable | null;
  /** Called whenever it is ready again after it ended by itself. */
  readonly onBack: () => void;
  readonly starter: Starter;
}

/**
 * One of our processes, started again whenever it ends, until stopped. It ends when this process ends (IPC).
 */
export class SupervisedProcess {
  private readonly stopping = new AbortController();
  private restarting = new AbortController();
  private readonly backOff = new BackOff();
  private readonly firstReadiness: Promise<void>;
  private child: ChildProcess | null = null;
  private running: Promise<void> = Promise.resolve();
  private wasReady = false;
  private wasAsked = false;
  private hasRefused = false;
  private failedStarts = 0;
  private resolveReadiness: () => void = () => undefined;
  private rejectReadiness: (error: StartError) => void = () => undefined;

  constructor(
    private readonly options: SupervisedProcessOptions,
    private readonly logger: Logger,
  ) {
    this.firstReadiness = new Promise((resolve, reject) => {
      this.resolveReadiness = resolve;
      this.rejectReadiness = reject;
    });
  }

  /**
   * Starts it and resolves when it is ready for the first time.
   * @throws StartError when it ends three times before, as it does with a configuration that it refuses
   */
  async start(): Promise<void> {
    this.running = this.keepRunning();
    await this.firstReadiness;
  }

  /** SIGTERM, then patience, then SIGKILL; resolves when it has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.options.starter.stop();
    this.child?.kill('SIGTERM');
    const limit = setTimeout(() => this.killLate(), this.options.stopLimitMs);
    await this.running;
    clearTimeout(limit);
  }

  /** SIGTERM, then patience, then SIGKILL, and a new process of the same file at once. */
  restart(): void {
    this.wasAsked = true;
    this.restarting.abort();
    this.options.starter.expect();
    const { child } = this;
    if (!child) return;
    child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), this.options.stopLimitMs);
    child.once('exit', () => clearTimeout(limit));
  }

  private killLate(): void {
    const { name, stopLimitMs } = this.options;
    this.logger.warn({ stopLimitMs }, `the ${name} did not end in time and is killed`);
    this.kill();
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const startedAt = Date.now();
      this.restarting = new AbortController();
      const reason = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      if (this.restarting.signal.aborted) continue;
      if (this.hasRefused && !this.wasReady)
        return this.rejectReadiness(
          new StartError(`The ${this.options.name} cannot start with these settings.`),
        );
      if (this.hasFailed(reason)) return this.giveUp(reason);
      const delayMs = this.backOff.afterRunning(Date.now() - startedAt);
      this.logger.warn({ reason, delayMs }, `the ${this.options.name} ended and is started again`);
      await this.pause(delayMs);
    }
  }

  /** Ends early where it is to stop or to start again. */
  private async pause(delayMs: number): Promise<void> {
    const end = new AbortController();
    const signals = [this.stopping.signal, this.restarting.signal];
    const stop = (): void => end.abort();
    for (const signal of signals) signal.addEventListener('abort', stop);
    await delay(delayMs, undefined, { signal: end.signal }).catch(() => undefined);
    for (const signal of signals) signal.removeEventListener('abort', stop);
  }

  private async runOnce(): Promise<string> {
    const child = this.options.starter.start(this.options.file, this.forkOptions());
    this.child = child;
    child.once('message', (message) => (this.hasRefused = message === REFUSAL));
    const ended = new AbortController();
    void untilReady(this.options.readyUrl, ended.signal).then(
      () => this.becameReady(),
      () => undefined,
    );
    const reason = await endOf(child);
    ended.abort();
    this.child = null;
    return reason;
  }

  private forkOptions(): ForkOptions {
    const { env, user, lifeline } = this.options;
    const held = lifeline();
    return {
      ...user,
      env,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...(held ? [held] : [])],
    };
  }

  private becameReady(): void {
    if (this.wasReady) {
      this.logger.info(`the ${this.options.name} is back`);
      if (!this.wasAsked) this.options.onBack();
    }
    this.wasAsked = false;
    this.wasReady = true;
    if (!this.stopping.signal.aborted) this.options.starter.prepare(this.options.file, this.forkOptions());
    this.resolveReadiness();
  }

  /** Killed from outside is no failed start; whoever did it may want to see it come back. */
  private hasFailed(reason: string): boolean {
    if (this.wasReady || reason.startsWith('SIG')) return false;
    this.failedStarts += 1;
    return this.failedStarts >= MOST_FAILED_STARTS;
  }

  private giveUp(reason: string): void {
    const message = `The ${this.options.name} ended ${MOST_FAILED_STARTS} times before it was ready (${reason}); its last lines above say why.`;
    this.rejectReadiness(new StartError(message));
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => child.pid === undefined && resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
