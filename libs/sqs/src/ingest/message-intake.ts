import { Inject, Injectable } from '@nestjs/common';
import { BODY_VALUES, NotJson, valueOf } from '@app/bodies';
import { LOGGER, type Logger, Tracing } from '@app/observability';
import { isDatabaseAway, isUnstorable } from '@app/persistence';
import { KEY_PROBLEM, readSubmission, Submissions } from '@app/submissions';
import { IdempotencyKeyReused, IdempotentTaskGone, InputRefused } from '@app/tasks';
import { loggedProblems } from './logged-problems.js';
import type { ReceivedMessage } from './received-message.js';

/**
 * What became of a message: `accepted`, its task is committed; `known`, it was before; `refused`, it can
 * never be a task; `away`, the database was; `failed`, something else went wrong.
 */
export type Intake = 'accepted' | 'known' | 'refused' | 'away' | 'failed';

/** Makes tasks of messages, by what makes them of requests. */
@Injectable()
export class MessageIntake {
  constructor(
    private readonly submissions: Submissions,
    private readonly tracing: Tracing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never rejects: who waits for many messages needs each one's answer. */
  async take(message: ReceivedMessage, queue: string): Promise<Intake> {
    try {
      return await this.inTrace(message, queue, () => this.accept(message));
    } catch (error) {
      if (error instanceof IdempotentTaskGone) return 'known';
      return this.tell(error, message);
    }
  }

  private async accept({ text, key }: ReceivedMessage): Promise<Intake> {
    if (!key) throw new InputRefused([{ path: ['Idempotency-Key'], message: KEY_PROBLEM }]);
    const sent = readSubmission(valueOf(text, BODY_VALUES));
    const { replayed } = await this.submissions.accept(sent, key);
    return replayed ? 'known' : 'accepted';
  }

  /** Goes on with the trace of the sender. */
  private inTrace(
    { id, traceparent }: ReceivedMessage,
    queue: string,
    accept: () => Promise<Intake>,
  ): Promise<Intake> {
    if (!this.tracing.isOn) return accept();
    const attributes = {
      'messaging.system': 'aws_sqs',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
      'messaging.destination.name': queue,
      'messaging.message.id': id,
    };
    const start = { name: `process ${queue}`, kind: 'consumer', attributes, parent: traceparent } as const;
    return this.tracing.inSpan(start, accept);
  }

  private tell(error: unknown, { id: messageId, receives }: ReceivedMessage): Intake {
    if (isDatabaseAway(error)) return 'away'; // told once for all that came with it
    const reason = reasonOf(error);
    if (reason) {
      this.logger.warn(
        { messageId, receives, ...reason },
        'a message of SQS is no task; it is left to the dead-letter queue',
      );
      return 'refused';
    }
    this.logger.error(
      { err: error, messageId, receives },
      'could not accept a message of SQS; it comes again',
    );
    return 'failed';
  }
}

/** Why a message can never be a task; null where it may be one the next time. */
function reasonOf(error: unknown): object | null {
  if (error instanceof InputRefused) return { code: error.code, errors: loggedProblems(error.problems) };
  if (error instanceof NotJson || error instanceof IdempotencyKeyReused)
    return { code: error.code, reason: error.message };
  if (isUnstorable(error))
    return { code: 'invalid_input', reason: 'The database cannot hold a value of it.' };
  return null;
}
