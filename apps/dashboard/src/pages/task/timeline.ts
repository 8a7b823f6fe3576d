import type { Attempt, Task, WebhookDelivery } from '../../tasks/task-queries';

/** What happened to a task, one thing after the other. */
export type Happening =
  | { readonly kind: 'accepted'; readonly at: string }
  /** Between two other things; `isRetry` before any attempt but the first. */
  | { readonly kind: 'waited'; readonly at: string; readonly ms: number; readonly isRetry: boolean }
  | { readonly kind: 'attempt'; readonly at: string; readonly attempt: Attempt }
  | { readonly kind: 'waiting'; readonly at: string }
  | {
      readonly kind: 'ended';
      readonly at: string;
      readonly status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
      readonly afterMs: number;
    }
  /** `isLast` of the tries of its event. */
  | {
      readonly kind: 'webhook';
      readonly at: string;
      readonly delivery: WebhookDelivery;
      readonly isLast: boolean;
    };

/** Shorter waits are the way to a worker and back. */
const SHORTEST_MS = 50;

/** Everything in the order in which it happened. */
export function timelineOf(
  task: Task,
  attempts: readonly Attempt[],
  deliveries: readonly WebhookDelivery[],
): Happening[] {
  const { createdAt, finishedAt, status } = task;
  const happenings: Happening[] = [{ kind: 'accepted', at: createdAt }];
  let freeSince = createdAt;
  for (const [index, attempt] of attempts.entries()) {
    happenings.push(...wait(freeSince, attempt.startedAt, index > 0), {
      kind: 'attempt',
      at: attempt.startedAt,
      attempt,
    });
    freeSince = attempt.finishedAt ?? attempt.startedAt;
  }
  if (status === 'PENDING') happenings.push({ kind: 'waiting', at: freeSince });
  if (isEnd(status) && finishedAt) {
    happenings.push({ kind: 'ended', at: finishedAt, status, afterMs: msBetween(createdAt, finishedAt) });
  }
  const calls = deliveries.map(
    (delivery, index) =>
      ({ kind: 'webhook', at: delivery.startedAt, delivery, isLast: isLast(deliveries, index) }) as const,
  );
  return inOrder([...happenings, ...calls]);
}

/** Stays the same while other things come before it, so that what a reader has opened in it stays open. */
export function keyOf(happening: Happening): string {
  const { kind, at } = happening;
  if (kind === 'webhook') return `${kind} ${happening.delivery.webhookId} ${at}`;
  return `${kind} ${at}`;
}

function isLast(deliveries: readonly WebhookDelivery[], index: number): boolean {
  return !deliveries.slice(index + 1).some(({ webhookId }) => webhookId === deliveries[index]?.webhookId);
}

function wait(from: string, to: string, isRetry: boolean): Happening[] {
  const ms = msBetween(from, to);
  return ms < SHORTEST_MS ? [] : [{ kind: 'waited', at: from, ms, isRetry }];
}

/** Things of the same moment stay as they are. */
function inOrder(happenings: readonly Happening[]): Happening[] {
  return happenings.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function msBetween(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function isEnd(status: Task['status']): status is 'COMPLETED' | 'FAILED' | 'CANCELLED' {
  return status !== 'PENDING' && status !== 'PROCESSING';
}
