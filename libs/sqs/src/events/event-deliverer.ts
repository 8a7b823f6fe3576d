import { waitAtMost } from '@app/deadline';
import { BackgroundLoop } from '@app/loops';
import { type Logger, RateLimited } from '@app/observability';
import { isDatabaseAway, type ResultEventRepository } from '@app/persistence';
import { errorOfAws } from '../client-options.js';
import { RetryPause } from '../retry-pause.js';
import { type Destination, SEND_LIMIT_MS } from './destination.js';
import type { EventCourier } from './event-courier.js';
import { MOST_TASK_BYTES } from './event-message.js';

/** Of one look: each request takes ten. */
const TAKEN_AT_ONCE = 100;
const LEASE_MS = SEND_LIMIT_MS + 10_000;
const POLL_MS = 500;
const GIVE_BACK_MS = 1_000;

/** Tells the ends of all tasks to one destination, for as long as this worker runs. */
export class EventDeliverer {
  private readonly pause = new RetryPause();
  private readonly stopping = new AbortController();
  private readonly lines = new RateLimited(60_000);
  private isFailing = false;
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly destination: Destination,
    private readonly outbox: ResultEventRepository,
    private readonly courier: EventCourier,
    private readonly logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      name: `result events, ${destination.kind}`,
      pass: () => this.pass(),
      everyMs: POLL_MS,
      onFailure: (failure) => this.logger.error(failure, 'could not tell results; trying again'),
    });
  }

  start(): void {
    this.loop.start(0);
  }

  async stop(limitMs: number): Promise<void> {
    const stopped = this.loop.stop();
    await waitAtMost(limitMs, stopped);
    this.stopping.abort();
    await waitAtMost(GIVE_BACK_MS, stopped);
    this.destination.close();
  }

  /** @returns 0 where there may be more, else nothing, or how long to leave the destination alone */
  private async pass(): Promise<number | null> {
    const { kind } = this.destination;
    try {
      const events = await this.outbox.take(kind, TAKEN_AT_ONCE, LEASE_MS, MOST_TASK_BYTES);
      await this.courier.deliver(this.destination, events, this.stopping.signal);
      if (events.length > 0) this.tellReached();
      return events.length === TAKEN_AT_ONCE ? 0 : null;
    } catch (error) {
      if (this.stopping.signal.aborted) return Infinity;
      if (!isDatabaseAway(error)) this.tellFailed(error); // others report the database
      return this.pause.failed();
    }
  }

  private tellReached(): void {
    this.pause.succeeded();
    if (this.isFailing) this.logger.info({ destination: this.destination.kind }, 'results are told again');
    this.isFailing = false;
  }

  private tellFailed(error: unknown): void {
    this.isFailing = true;
    const { kind: destination, name } = this.destination;
    this.lines.run((suppressed) =>
      this.logger.warn(
        { destination, name, error: errorOfAws(error), suppressed },
        'results could not be told; they wait, and are told later',
      ),
    );
  }
}
