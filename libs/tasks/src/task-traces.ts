import { Injectable } from '@nestjs/common';
import { type OpenSpan, type SpanAttributes, Tracing } from '@app/observability';
import type { NewTask, Settlement, Task } from '@app/persistence';

/**
 * The way of a task as spans, by OpenTelemetry's conventions for messaging: it is sent once, and each attempt
 * processes it.
 */
@Injectable()
export class TaskTraces {
  constructor(private readonly tracing: Tracing) {}

  /**
   * The tasks carry on the trace in which they are submitted.
   * @param accept may tell the span that the tasks were not new
   */
  sending<Answer>(
    given: NewTask[],
    accept: (given: NewTask[], span: OpenSpan | null) => Promise<Answer>,
  ): Promise<Answer> {
    if (!this.tracing.isOn) return accept(given, null);
    const queue = commonQueue(given);
    return this.tracing.inSpan(
      { name: queue ? `send ${queue}` : 'send', kind: 'producer', attributes: sent(given, queue) },
      (span) =>
        accept(
          given.map((task) => ({ ...task, traceparent: span.traceparent })),
          span,
        ),
    );
  }

  /** One attempt. @param attempt says what came of it; null where the lease was lost */
  async processing(task: Task, attempt: () => Promise<Settlement | null>): Promise<void> {
    const start = {
      name: `process ${task.queue}`,
      kind: 'consumer',
      attributes: processed(task),
      parent: task.traceparent,
    } as const;
    await this.tracing.inSpan(start, async (span) => {
      const settlement = await attempt();
      span.set({ 'task.outcome': settlement?.kind ?? 'lease_lost' });
      if (settlement && 'error' in settlement) span.fail(settlement.error.code);
    });
  }
}

/** Null where the tasks go to several. */
function commonQueue(given: readonly NewTask[]): string | null {
  const [first] = given;
  return first && given.every(({ queue }) => queue === first.queue) ? first.queue : null;
}

function sent(given: readonly NewTask[], queue: string | null): SpanAttributes {
  const [only] = given.length === 1 ? given : [];
  return {
    ...messaging('send', queue),
    'messaging.message.id': only?.id,
    'messaging.batch.message_count': only ? undefined : given.length,
    'task.type': only?.type,
  };
}

function processed({ id, queue, type, attemptsMade }: Task): SpanAttributes {
  return {
    ...messaging('process', queue),
    'messaging.message.id': id,
    'task.type': type,
    'task.attempt': attemptsMade,
  };
}

function messaging(operation: 'send' | 'process', queue: string | null): SpanAttributes {
  return {
    'messaging.system': 'bullmq',
    'messaging.operation.type': operation,
    'messaging.operation.name': operation,
    'messaging.destination.name': queue ?? undefined,
  };
}
