import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Configuration } from '@app/config';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { RemoteWorkRepository, type Task } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { RemoteWorkers } from './remote-workers.js';
import { share } from './share.js';
import { WaitingClaim, type WorkWanted } from './waiting-claim.js';

/** For what other processes made due, where their notification was lost, and for what was paused. */
const POLL_MS = 1_000;
/** Of one statement. */
const MOST_AT_ONCE = 200;
/** Before the next look where others took what was offered; twice as long each time. */
const FIRST_PAUSE_MS = 10;

/**
 * Hands tasks to workers that ask for them over HTTP. All who wait in this process are served by one loop: a
 * pass is one look at what is due for any of them, and one claim. Who waits holds no connection to the
 * database.
 */
@Injectable()
export class ClaimDesk implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly waiting = new Set<WaitingClaim>();
  private fruitless = 0;
  private readonly loop = new BackgroundLoop({
    name: 'work over HTTP',
    pass: () => this.pass(),
    everyMs: POLL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not hand out tasks; trying again'),
  });

  constructor(
    private readonly work: RemoteWorkRepository,
    private readonly engine: TaskEngine,
    private readonly workers: RemoteWorkers,
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.metrics.beforeScrape(async () => this.metrics.waitingClaims.set(this.waiting.size));
    this.loop.start();
  }

  /** Who waits is answered: the server would wait for them. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    for (const claim of this.waiting) claim.end();
  }

  /** The process stops: who asks again finds another one. */
  get isClosing(): boolean {
    return this.loop.stopping;
  }

  /** The tasks that the worker has now: none where nothing came in time. */
  async claim(wanted: WorkWanted): Promise<Task[]> {
    if (this.loop.stopping || wanted.signal.aborted) return [];
    const claim = new WaitingClaim(wanted, () => this.waiting.delete(claim));
    this.waiting.add(claim);
    this.loop.wake();
    return claim.answer;
  }

  /** Something may be due. A hint: whoever waits also looks once a second. */
  wake(): void {
    if (this.waiting.size > 0) this.loop.wake();
  }

  private async pass(): Promise<number | null> {
    const waiting = [...this.waiting];
    for (const claim of waiting) {
      claim.passes();
      this.workers.heard(claim.wanted.workerId);
    }
    const takers = waiting.filter(({ wanted }) => !this.workers.isDraining(wanted.workerId));
    const left = takers.length > 0 ? await this.tryToServe(takers) : 'nothing';
    for (const claim of waiting) claim.passed();
    if (this.waiting.size === 0) return null;
    if (left === 'taken') return FIRST_PAUSE_MS * 2 ** Math.min((this.fruitless += 1), 6);
    this.fruitless = 0;
    return left === 'more' ? 0 : this.untilNextMs(takers);
  }

  private async tryToServe(takers: readonly WaitingClaim[]): Promise<'more' | 'taken' | 'nothing'> {
    try {
      return await this.serve(takers);
    } catch (error) {
      for (const taker of takers) taker.failed(error);
      throw error;
    }
  }

  private async serve(takers: readonly WaitingClaim[]): Promise<'more' | 'taken' | 'nothing'> {
    const types = [...new Set(takers.flatMap(({ wanted }) => wanted.types))];
    const room = takers.reduce((sum, { max }) => sum + max, 0);
    const limit = Math.min(room, MOST_AT_ONCE);
    const offers = await this.work.offers(types, limit);
    const claims = share(offers, takers).map(({ offer, taker }) => ({
      ...offer,
      token: randomUUID(),
      worker: taker.wanted.workerId,
      taker,
    }));
    if (claims.length === 0) return 'nothing';
    const claimed = await this.engine.claim(claims, { types, leaseMs: this.configuration.leaseMs });
    const takerOf = new Map<string | null, WaitingClaim>(claims.map(({ token, taker }) => [token, taker]));
    for (const task of claimed) takerOf.get(task.leaseToken)?.take(task);
    for (const taker of takers) this.giveBack(taker.close());
    if (claimed.length === 0) return 'taken';
    return offers.length === limit ? 'more' : 'nothing';
  }

  /** Of those who went away while it was claimed for them. */
  giveBack(tasks: readonly Task[]): void {
    if (tasks.length > 0) void this.release(tasks).catch(() => undefined); // their leases end by themselves
  }

  private async release(tasks: readonly Task[]): Promise<void> {
    await this.engine.settle(
      tasks.map(({ id, leaseToken }) => ({
        lease: { id, leaseToken: leaseToken as string },
        settlement: { kind: 'release' },
      })),
    );
  }

  private async untilNextMs(takers: readonly WaitingClaim[]): Promise<number> {
    const types = [...new Set(takers.flatMap(({ wanted }) => wanted.types))];
    const nextMs = types.length > 0 ? await this.work.nextDueInMs(types) : null;
    return Math.min(POLL_MS, Math.max(1, Math.ceil(nextMs ?? POLL_MS)));
  }
}
