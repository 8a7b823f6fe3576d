import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import {
  type Busy,
  isRefusal,
  type Lease,
  type LeaseState,
  type TaskLogLevel,
  TaskLogRepository,
  TaskRepository,
  TaskTextRepository,
  type TextAnswer,
} from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import { InputRefused, LeaseLost } from '../errors.js';
import { EventNotifier } from '../events/event-notifier.js';
import { logLine } from '../running/task-logger.js';
import { whenFree } from './when-free.js';

const GROUP = 200;
/** Characters of one statement. */
const MOST_TEXT = 4 * 1024 * 1024;

/** How a lease stands. */
export interface LeaseAnswer {
  readonly id: string;
  readonly state: 'held' | 'cancelling' | 'lost';
  /** Null where it is lost. */
  readonly expiresAt: Date | null;
}

type Given = Lease & { readonly text: string };

/**
 * What workers over HTTP say of tasks that they hold, while they run: the same statements as for our own
 * workers, fenced by the token of the claim. Calls that come together are one statement.
 */
@Injectable()
export class RemoteReports {
  private readonly heartbeats = new Batcher<Lease, LeaseState>(
    (leases) => this.tasks.heartbeat(leases, this.configuration.leaseMs),
    { limit: GROUP, isPoisoned: isRefusal },
  );
  private readonly texts = new Batcher<Given, TextAnswer>((given) => this.writeTexts(given), {
    limit: GROUP,
    isPoisoned: isRefusal,
    weight: { of: ({ text }) => text.length, most: MOST_TEXT },
  });

  constructor(
    private readonly tasks: TaskRepository,
    private readonly textRepository: TaskTextRepository,
    private readonly logs: TaskLogRepository,
    private readonly notifier: EventNotifier,
    private readonly configuration: Configuration,
  ) {}

  /** Prolongs leases; answers in the order given. */
  async heartbeat(leases: readonly Lease[]): Promise<LeaseAnswer[]> {
    const expiresAt = new Date(Date.now() + this.configuration.leaseMs);
    const states = await Promise.all(leases.map((lease) => this.heartbeats.submit(lease)));
    return leases.map(({ id }, index) => answerOf(id, states[index] ?? 'lost', expiresAt));
  }

  /** @param percent 0 to 100; a lower one than before changes nothing. @throws LeaseLost, TaskIsBusy */
  async progress(lease: Lease, percent: number, message: string | null): Promise<void> {
    await whenFree(async () => {
      const notTaken = await this.tasks.progress([{ ...lease, percent, message }]);
      return notTaken.length === 0 ? 'written' : this.busyOrLost(lease);
    });
    this.notifier.notify([lease.id]);
  }

  /**
   * Appends to the text that the task generates.
   * @throws LeaseLost, TaskIsBusy, InputRefused where all of it is larger than MAX_RESULT_BYTES
   */
  async text(lease: Lease, text: string): Promise<void> {
    const answer = await whenFree(() => this.texts.submit({ ...lease, text }));
    if (answer === 'lost') throw new LeaseLost();
    if (answer === 'full') throw new InputRefused([{ path: 'text', message: this.tooMuch() }]);
    this.notifier.notify([lease.id]);
  }

  /** Keeps a line with the task, cut to 2 KB. @throws LeaseLost, TaskIsBusy */
  async log(lease: Lease, level: TaskLogLevel, message: string, data?: object): Promise<void> {
    const line = { ...lease, at: new Date(), ...logLine(level, message, data) };
    await whenFree(async () => {
      const notTaken = await this.logs.append([line]);
      return notTaken.length === 0 ? 'written' : this.busyOrLost(lease);
    });
  }

  /** Nothing was written, for one of two reasons. */
  private async busyOrLost(lease: Lease): Promise<Busy> {
    if ((await this.heartbeats.submit(lease)) === 'lost') throw new LeaseLost();
    return 'busy';
  }

  private tooMuch(): string {
    return `makes the text larger than ${this.configuration.maxResultBytes} bytes (MAX_RESULT_BYTES)`;
  }

  /** Of each task one piece a statement: the next ones of the same go after it, in their order. */
  private async writeTexts(given: readonly Given[]): Promise<TextAnswer[]> {
    const answers: TextAnswer[] = [];
    for (let left = given.map((one, place) => ({ one, place })); left.length > 0;) {
      const firsts = new Map(left.map((each) => [each.one.id, each] as const).reverse());
      const now = left.filter((each) => firsts.get(each.one.id) === each);
      const pieces = now.map(({ one }) => ({ ...one, flush: null }));
      const written = await this.textRepository.write(pieces, this.configuration.maxResultBytes);
      now.forEach(({ place }, index) => (answers[place] = written[index] as TextAnswer));
      left = left.filter((each) => !now.includes(each));
    }
    return answers;
  }
}

/** A row that is busy keeps its lease beside it. */
function answerOf(id: string, state: LeaseState, expiresAt: Date): LeaseAnswer {
  if (state === 'lost') return { id, state, expiresAt: null };
  return { id, state: state === 'cancelling' ? 'cancelling' : 'held', expiresAt };
}
