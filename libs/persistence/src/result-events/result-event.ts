import type { Shortened } from '../tasks/shortened.js';
import type { Task } from '../tasks/task.entity.js';
import type { WebhookEvent } from '../webhooks/new-webhook.js';

/** Where results are told beside webhooks: a queue of SQS, a topic of SNS. */
export type EventDestination = 'sqs' | 'sns';

/** An end of a task that this process is to tell, once; it holds the lease. */
export interface ResultEvent {
  /** Made with the end of the task, and the same in every try. */
  readonly id: string;
  readonly leaseToken: string;
  readonly event: WebhookEvent;
  readonly occurredAt: Date;
  /** The task as it was when it ended, but for what is left out. */
  readonly task: Task;
  /** What would have made it too large, and is empty here. */
  readonly leftOut: readonly Shortened[];
  /** How often the destination has refused it. */
  readonly refusals: number;
}

/** An event that its destination refused. */
export interface RefusedEvent extends Pick<ResultEvent, 'id' | 'leaseToken'> {
  /** Milliseconds until it is tried again; null: never. */
  readonly nextInMs: number | null;
}

/** How much there is to tell. */
export interface EventBacklog {
  readonly undelivered: number;
  /** Since when the oldest of them waits; 0 where there is none. */
  readonly oldestAgeSeconds: number;
}
