import type { ChildProcess, ForkOptions } from 'node:child_process';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerUser } from '@app/embedded-postgres';
import { type Logger, TAKES_OVER } from '@app/observability';
import { BackOff } from './back-off.js';
import { untilReady } from './ready.js';
import { StartError } from './start-error.js';
import type { Starter } from './starter.js';
import { takeOver } from './take-over.js';

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
  /** Hears what it tells of itself. */
  readonly onMessage?: (message: unknown) => void;
}

/**
 * One of our processes, started again whenever it ends, until stopped. It ends when this process ends (IPC).
 */
export class SupervisedProcess {
  private readonly stopping = new AbortController();
  private restarting = new AbortController();
  private readonly backOff = new BackOff();
  private readonly firstReadiness: Promise<void>;
  private child: Run | null = null;
  /** What is to take its place. */
  private successor: ChildProcess | null = null;
  /** Whose place was taken, and who finish what they do. */
  private readonly leaving = new Set<Run>();
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
    this.successor?.kill('SIGKILL');
    for (const { child } of this.all()) child.kill('SIGTERM');
    const limit = setTimeout(() => this.killLate(), this.options.stopLimitMs);
    await Promise.all([this.running, ...[...this.leaving].map(({ ended }) => ended)]);
    clearTimeout(limit);
  }

  /** SIGTERM, then patience, then SIGKILL, and a new process of the same file at once. */
  restart(): void {
    this.wasAsked = true;
    this.restarting.abort();
    this.options.starter.expect();
    if (!this.child) return;
    this.child.child.kill('SIGTERM');
    this.killAfterLimit(this.child);
  }

  /**
   * A new process of the same file takes its place, as soon as it has loaded what it needs; the old one ends
   * when it has finished what it does. Where the new one cannot start, the old one goes on.
   * @returns whether the new one is there
   */
  async replace(): Promise<boolean> {
    this.successor?.kill('SIGKILL'); // of a save before
    const old = this.child;
    if (!old || !this.wasReady) return (this.restart(), true);
    const options = this.forkOptions();
    const successor = this.options.starter.start(this.options.file, {
      ...options,
      env: { ...options.env, [TAKES_OVER]: '1' },
    });
    this.successor = successor;
    const run = this.runOf(successor);
    const isWanted = (): boolean => this.successor === successor;
    const isThere = await takeOver(old.child, successor, isWanted);
    if (isWanted()) this.successor = null;
    if (isThere) this.swap(old, run);
    else this.prepareNext(); // the spare was used up
    return isThere;
  }

  private swap(old: Run, run: Run): void {
    this.leaving.add(old);
    void old.ended.then(() => this.leaving.delete(old));
    this.killAfterLimit(old);
    this.wasAsked = true;
    this.child = run;
    this.watchReadiness(run);
    old.replace();
  }

  private killAfterLimit({ child }: Run): void {
    const limit = setTimeout(() => child.kill('SIGKILL'), this.options.stopLimitMs);
    child.once('exit', () => clearTimeout(limit));
  }

  private all(): Run[] {
    return [...(this.child ? [this.child] : []), ...this.leaving];
  }

  private killLate(): void {
    const { name, stopLimitMs } = this.options;
    this.logger.warn({ stopLimitMs }, `the ${name} did not end in time and is killed`);
    this.kill();
  }

  kill(): void {
    for (const { child } of this.all()) child.kill('SIGKILL');
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

  /** Resolves when the last one ends of those that have taken each other's place. */
  private async runOnce(): Promise<string> {
    const first = this.runOf(this.options.starter.start(this.options.file, this.forkOptions()));
    this.child = first;
    this.watchReadiness(first);
    for (let run = first; ;) {
      const reason = await Promise.race([run.ended, run.replaced]);
      if (typeof reason === 'string') {
        this.child = null;
        return reason;
      }
      run = this.child ?? first;
    }
  }

  private runOf(child: ChildProcess): Run {
    child.on('message', (message) => {
      if (message === REFUSAL) this.hasRefused = true;
      else this.options.onMessage?.(message);
    });
    let replace = (): void => undefined;
    const replaced = new Promise<void>((resolve) => (replace = resolve));
    return { child, ended: endOf(child), replaced, replace };
  }

  private watchReadiness({ ended }: Run): void {
    const end = new AbortController();
    void ended.then(() => end.abort());
    void untilReady(this.options.readyUrl, end.signal).then(
      () => this.becameReady(),
      () => undefined,
    );
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
    this.prepareNext();
    this.resolveReadiness();
  }

  private prepareNext(): void {
    if (this.stopping.signal.aborted || this.successor) return;
    this.options.starter.prepare(this.options.file, this.forkOptions());
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

/** A process of the part. */
interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  /** Another one has taken its place. */
  readonly replaced: Promise<void>;
  readonly replace: () => void;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => child.pid === undefined && resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
