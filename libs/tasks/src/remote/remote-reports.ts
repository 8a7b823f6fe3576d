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
  type TextPiece,
} from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import { inRounds } from '../batching/in-rounds.js';
import { InputRefused } from '@app/handlers';
import { LeaseLost, WrongTextOffset } from '../errors.js';
import { EventNotifier } from '../events/event-notifier.js';
import { storableText } from '../input/storable.js';
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
  private readonly texts = new Batcher<TextPiece, TextAnswer>((given) => this.writeTexts(given), {
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

  /**
   * @param percent 0 to 100; a lower one than before changes nothing
   * @param said what cannot be stored is taken out
   * @throws LeaseLost, TaskIsBusy
   */
  async progress(lease: Lease, percent: number, said: string | null): Promise<void> {
    const message = said === null ? null : storableText(said);
    await whenFree(async () => {
      const notTaken = await this.tasks.progress([{ ...lease, percent, message }]);
      return notTaken.length === 0 ? 'written' : this.busyOrLost(lease);
    });
    this.notifier.notify([lease.id]);
  }

  /**
   * Appends to the text that the task generates; NUL, which cannot be stored, is taken out.
   * @param offset the bytes of all text of the attempt before, where the caller knows them: what has been
   *   written is then not written again
   * @throws LeaseLost, TaskIsBusy, WrongTextOffset, InputRefused where all of it is larger than
   *   MAX_RESULT_BYTES
   */
  async text(lease: Lease, said: string, offset: number | null = null): Promise<void> {
    const text = storableText(said);
    if (text === '') return this.mustBeHeld(lease);
    const answer = await whenFree(() => this.texts.submit({ ...lease, flush: null, text, offset }));
    if (answer === 'lost') throw new LeaseLost();
    if (answer === 'gap') throw new WrongTextOffset();
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
    await this.mustBeHeld(lease);
    return 'busy';
  }

  private async mustBeHeld(lease: Lease): Promise<void> {
    if ((await this.heartbeats.submit(lease)) === 'lost') throw new LeaseLost();
  }

  private tooMuch(): string {
    return `makes the text larger than ${this.configuration.maxResultBytes} bytes (MAX_RESULT_BYTES)`;
  }

  /** Of each task one piece a statement: the next ones of the same go after it, in their order. */
  private writeTexts(given: readonly TextPiece[]): Promise<TextAnswer[]> {
    return inRounds(
      given,
      ({ id }) => id,
      (once) => this.textRepository.write(once, this.configuration.maxResultBytes),
    );
  }
}

/** A row that is busy keeps its lease beside it. */
function answerOf(id: string, state: LeaseState, expiresAt: Date): LeaseAnswer {
  if (state === 'lost') return { id, state, expiresAt: null };
  return { id, state: state === 'cancelling' ? 'cancelling' : 'held', expiresAt };
}
