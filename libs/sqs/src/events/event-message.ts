import type { ResultEvent } from '@app/persistence';
import { NOTHING_WAITS, taskJson } from '@app/tasks';

/** What SNS takes, and what every queue of SQS takes. Attributes count. */
export const MOST_BYTES = 256 * 1024;
/** Beside the task: the envelope, the links, the attributes. */
const AROUND_BYTES = 8 * 1024;
/** Of a task as the database writes it. */
export const MOST_TASK_BYTES = MOST_BYTES - AROUND_BYTES;

/** What is sent of an event. */
export interface EventMessage {
  readonly event: ResultEvent;
  /** As the body of a webhook. */
  readonly body: string;
  /** To filter by, without a look into the body. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly bytes: number;
}

export function eventMessage(event: ResultEvent): EventMessage {
  const { id, occurredAt, leftOut, task } = event;
  const type = `task.${event.event}`;
  const data = { ...taskJson(task, NOTHING_WAITS), ...(leftOut.length > 0 && { leftOut }) };
  const body = JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
  const attributes = { 'event-id': id, 'event-type': type, 'task-type': task.type, queue: task.queue };
  return {
    event,
    body,
    attributes,
    bytes: Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes)),
  };
}

/** Groups that one request takes: so many messages, and so many bytes. */
export function grouped(messages: readonly EventMessage[], most: number): EventMessage[][] {
  const groups: EventMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const last = groups.at(-1);
    bytes += message.bytes;
    if (last && last.length < most && bytes <= MOST_BYTES) last.push(message);
    else {
      groups.push([message]);
      bytes = message.bytes;
    }
  }
  return groups;
}
