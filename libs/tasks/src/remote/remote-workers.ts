import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { Notifier, type RemoteWorkerReport, RemoteWorkerRepository } from '@app/persistence';
import stringify from 'safe-stable-stringify';

const REPORT_EVERY_MS = 5_000;
/** One that was silent for so long is not kept in mind; the registry shows it as lost. */
const FORGET_AFTER_MS = 60_000;
const CLEAR_EVERY_MS = 60_000;
/** One that stops can't say so, and each claim of one that sends no id is another worker. */
const CLEAR_AFTER_MS = 5 * 60_000;

/** What a worker says of itself. */
export type RemoteWorker = Omit<RemoteWorkerReport, 'completed' | 'failed'>;

interface Known {
  readonly worker: RemoteWorker;
  completed: number;
  failed: number;
  draining: boolean;
  heardAt: number;
  reportedAt: number;
}

/**
 * The workers over HTTP that this process hears of. It keeps their rows in the registry for them, all in one
 * statement every few seconds, and hears there whether an operator has told them to take no more.
 */
@Injectable()
export class RemoteWorkers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly known = new Map<string, Known>();
  /** Heard of here, but never with what they are: their claims go to other processes. */
  private readonly strangers = new Set<string>();
  private clearedAt = -Infinity;
  private readonly loop = new BackgroundLoop({
    name: 'registry of workers over HTTP',
    pass: () => this.report(),
    everyMs: REPORT_EVERY_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not write to the registry of workers'),
  });

  constructor(
    private readonly repository: RemoteWorkerRepository,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const hear = (id: string): void => void (this.known.has(id) && this.loop.wake());
    this.notifier.on('worker_drain', hear);
    this.notifier.on('worker_undrain', hear);
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** It asks for tasks. When this resolves it is in the registry. */
  async asks(asking: RemoteWorker): Promise<void> {
    const known = this.known.get(asking.id);
    const worker = { ...asking, concurrency: mostAtOnce(asking, known) };
    if (known && stringify(known.worker) === stringify(worker)) return this.heard(worker.id);
    const { completed = 0, failed = 0, draining = false } = known ?? {};
    this.strangers.delete(worker.id);
    const fresh = { worker, completed, failed, draining, heardAt: performance.now(), reportedAt: 0 };
    await this.write([fresh]);
    this.known.set(worker.id, fresh); // only what could be written: it goes with all others from now on
  }

  /** It is there. */
  heard(id: string): void {
    const known = this.known.get(id);
    if (known) known.heardAt = performance.now();
    else this.strangers.add(id);
  }

  /** How one of its tasks ended. */
  count(id: string | null, how: 'completed' | 'failed'): void {
    const known = id === null ? undefined : this.known.get(id);
    if (known) known[how] += 1;
  }

  isDraining(id: string): boolean {
    return this.known.get(id)?.draining ?? false;
  }

  private async report(): Promise<void> {
    for (const [id, { heardAt }] of this.known)
      if (heardAt < performance.now() - FORGET_AFTER_MS) this.known.delete(id);
    const heard = [...this.known.values()].filter(({ heardAt, reportedAt }) => heardAt > reportedAt);
    if (heard.length > 0) await this.write(heard);
    const strangers = [...this.strangers];
    this.strangers.clear();
    if (strangers.length > 0) await this.repository.touch(strangers);
    await this.clear();
  }

  private async clear(): Promise<void> {
    if (performance.now() < this.clearedAt + CLEAR_EVERY_MS) return;
    await this.repository.forget(CLEAR_AFTER_MS);
    this.clearedAt = performance.now();
  }

  private async write(reported: readonly Known[]): Promise<void> {
    const reports = reported.map(({ worker, completed, failed }) => ({ ...worker, completed, failed }));
    const reportedAt = performance.now();
    const draining = new Set(await this.repository.report(reports));
    reported.forEach((known, index) => {
      known.completed -= reports[index]?.completed ?? 0;
      known.failed -= reports[index]?.failed ?? 0;
      known.draining = draining.has(known.worker.id);
      known.reportedAt = reportedAt;
    });
  }
}

/** One that runs some of its tasks asks for fewer: the most that it asked for is what it can run. */
function mostAtOnce({ concurrency }: RemoteWorker, known: Known | undefined): number {
  return Math.max(concurrency, known?.worker.concurrency ?? 0);
}
