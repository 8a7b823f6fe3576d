import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Configuration } from '@app/config';
import { waitAtMost } from '@app/deadline';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';
import { DatabaseHealth } from '@app/persistence';
import { errorOfAws } from '../client-options.js';
import { RetryPause } from '../retry-pause.js';
import { IngestQueue } from './ingest-queue.js';
import { IngestState } from './ingest-state.js';
import { type Intake, MessageIntake } from './message-intake.js';
import type { ReceivedMessage } from './received-message.js';

/** Groups of up to ten messages that are being accepted while the next one is received. */
const GROUPS_AT_ONCE = 5;
const STOP_MS = 5_000;
const FIRST_RETURN_SECONDS = 5;
const LAST_RETURN_SECONDS = 300;

/**
 * Takes messages from a queue of SQS, makes tasks of them, and deletes them when those are committed. A
 * message that was not deleted comes again, and is known by its key.
 */
@Injectable()
export class SqsIngest implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly receiving = new RetryPause();
  private readonly database = new RetryPause();
  private readonly deletions = new RateLimited(10_000);
  private isDatabaseAway = false;
  private readonly loop = new BackgroundLoop({
    name: 'SQS ingest',
    pass: () => this.pass(),
    onFailure: (failure) => this.logger.error(failure, 'could not take messages from SQS; trying again'),
  });

  constructor(
    private readonly queue: IngestQueue,
    private readonly intake: MessageIntake,
    private readonly state: IngestState,
    private readonly health: DatabaseHealth,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start(0);
    void this.lookForDeadLetters();
  }

  /** Runs while the database is still connected. What was received is accepted and deleted still. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const drained = this.loop.stop().then(() => Promise.all(this.underWay));
    await waitAtMost(Math.min(STOP_MS, this.configuration.worker.drainMs), drained);
    this.queue.close();
  }

  private async pass(): Promise<number> {
    if (this.isDatabaseAway && !(await this.databaseAnswers())) return this.database.failed();
    const messages = await this.receive();
    if (!Array.isArray(messages)) return messages;
    if (messages.length > 0) await this.begin(messages);
    return 0;
  }

  /** @returns messages, or in how many milliseconds to try again */
  private async receive(): Promise<ReceivedMessage[] | number> {
    try {
      const messages = await this.queue.receive(this.stopping.signal);
      this.receiving.succeeded();
      this.state.reached();
      return messages;
    } catch (error) {
      if (this.stopping.signal.aborted) return Infinity;
      this.state.failed(errorOfAws(error));
      return this.receiving.failed();
    }
  }

  /** Resolves when there is room for the next group. */
  private async begin(messages: readonly ReceivedMessage[]): Promise<void> {
    const accepted: Promise<void> = this.settle(messages).finally(() => this.underWay.delete(accepted));
    this.underWay.add(accepted);
    if (this.underWay.size >= GROUPS_AT_ONCE) await Promise.race(this.underWay);
  }

  private async settle(messages: readonly ReceivedMessage[]): Promise<void> {
    const intakes = await Promise.all(messages.map((message) => this.intake.take(message, this.queue.name)));
    for (const outcome of intakes) this.metrics.sqsMessages.inc({ queue: this.queue.name, outcome });
    const those = (...wanted: Intake[]): ReceivedMessage[] =>
      messages.filter((_, index) => wanted.includes(intakes[index] as Intake));
    await Promise.all([this.remove(those('accepted', 'known')), this.leave(those('away'))]);
  }

  private async remove(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const left = await this.queue.remove(messages);
      const again = left.length > 0 ? await this.queue.remove(left) : [];
      if (again.length > 0) this.tellLeft(again.length);
    } catch (error) {
      this.tellLeft(messages.length, errorOfAws(error));
    }
  }

  private tellLeft(messages: number, error?: object): void {
    this.deletions.run((suppressed) =>
      this.logger.warn(
        { messages, error, suppressed },
        'messages of SQS were accepted and could not be deleted; they come again, and are known then',
      ),
    );
  }

  /**
   * While the database is away nothing is received: each time counts towards the dead-letter queue, and these
   * messages are good.
   */
  private async leave(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    if (!this.isDatabaseAway)
      this.logger.warn(
        { messages: messages.length },
        'the database is away; messages stay in SQS until it is back',
      );
    this.isDatabaseAway = true;
    // where that fails they come when the queue lets them
    await this.queue.comeAgain(messages, returnSeconds).catch(() => undefined);
  }

  private async databaseAnswers(): Promise<boolean> {
    const { database } = await this.health.check();
    if (database?.status !== 'up') return false;
    this.isDatabaseAway = false;
    this.database.succeeded();
    this.logger.info('the database is back; messages are taken from SQS again');
    return true;
  }

  private async lookForDeadLetters(): Promise<void> {
    const has = await this.queue.hasDeadLetters().catch(() => null); // it may not be allowed to ask
    if (has === false)
      this.logger.warn(
        { queue: this.queue.name },
        'the queue has no dead-letter queue: messages that are no tasks come again until they expire',
      );
  }
}

function returnSeconds(receives: number): number {
  return Math.min(FIRST_RETURN_SECONDS * 2 ** (receives - 1), LAST_RETURN_SECONDS);
}
