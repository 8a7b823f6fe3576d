import type { EventDestination } from '@app/persistence';
import type { EventMessage } from './event-message.js';

/** As many messages as SQS and SNS take in one request. */
export const MOST_AT_ONCE = 10;
/** Of one request with its tries. */
export const SEND_LIMIT_MS = 20_000;

/** A message that the destination did not take, though it took the request. */
export interface Refusal {
  /** Its place in the request. */
  readonly index: number;
  readonly code: string;
}

/** Where events go. */
export interface Destination {
  readonly kind: EventDestination;
  /** For logs. */
  readonly name: string;
  /** Keeps the order of the events of a task. */
  readonly isFifo: boolean;
  /** @returns those that were refused. @throws where it could not be reached, or refuses all */
  send(messages: readonly EventMessage[], signal: AbortSignal): Promise<Refusal[]>;
  close(): void;
}

/** An answer of either service about one message. */
interface FailedEntry {
  readonly Id?: string;
  readonly Code?: string;
}

export function refusals(failed: readonly FailedEntry[] | undefined): Refusal[] {
  return (failed ?? []).map(({ Id, Code }) => ({ index: Number(Id), code: Code ?? 'unknown' }));
}

export function attributeValues(
  attributes: EventMessage['attributes'],
): Record<string, { DataType: 'String'; StringValue: string }> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

/** In FIFO queues and topics: events of a task in their order, and each once in five minutes. */
export function fifoFields(
  { event: { id, task } }: EventMessage,
  isFifo: boolean,
): { MessageGroupId?: string; MessageDeduplicationId?: string } {
  return isFifo ? { MessageGroupId: task.id, MessageDeduplicationId: id } : {};
}
