import {
  type ListedTask,
  type QueueStates,
  shorten,
  type Shortened,
  type StoredError,
  type StoredUsage,
  type Task,
  type TaskStatus,
} from '@app/persistence';
import { withMaskedHeaders } from './masked-headers.js';
import { type WaitingFor, waitingFor } from './queues/waiting-for.js';

/**
 * A task as clients see it, in answers, events and webhooks; its fields in the order of the documentation.
 */
export interface TaskJson {
  readonly id: string;
  readonly type: string;
  readonly queue: string;
  readonly status: TaskStatus;
  readonly waitingFor: WaitingFor | null;
  readonly input: Record<string, unknown>;
  readonly result: Record<string, unknown> | null;
  readonly error: StoredError | null;
  readonly progress: { readonly percent: number; readonly message: string | null };
  readonly priority: number;
  readonly attempts: { readonly made: number; readonly max: number };
  readonly timeoutMs: number;
  readonly usage: StoredUsage | null;
  readonly worker: string | null;
  readonly tags: readonly string[];
  readonly metadata: Record<string, unknown>;
  readonly createdAt: string;
  readonly runAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly updatedAt: string;
  readonly expiresAt: string | null;
  /** Of the trace in which it was submitted. */
  readonly traceId: string | null;
  readonly links: {
    readonly self: string;
    readonly events: string;
    readonly cancel: string;
    readonly retry: string;
  };
  /** In lists only: which of the two are shortened. */
  readonly shortened?: readonly Shortened[];
}

export function pathOfTask(id: string): string {
  return `/api/v1/tasks/${id}`;
}

/** @param states of the queues, which say why a task waits */
export function taskJson(task: Task, states: QueueStates): TaskJson {
  const self = pathOfTask(task.id);
  return {
    id: task.id,
    type: task.type,
    queue: task.queue,
    status: task.status,
    waitingFor: waitingFor(task, states),
    input: task.input,
    result: task.result,
    error: errorJson(task.error),
    progress: { percent: Math.round(task.progressPercent * 10) / 10, message: task.progressMessage },
    priority: task.priority,
    attempts: { made: task.attemptsMade, max: task.attemptsMax },
    timeoutMs: task.timeoutMs,
    usage: usageJson(task.usage),
    worker: task.workerId,
    tags: task.tags,
    metadata: task.metadata,
    createdAt: task.createdAt.toISOString(),
    runAt: timeJson(task.runAt),
    startedAt: timeJson(task.startedAt),
    finishedAt: timeJson(task.finishedAt),
    updatedAt: task.updatedAt.toISOString(),
    expiresAt: timeJson(task.expiresAt),
    traceId: traceIdIn(task.traceparent),
    links: { self, events: `${self}/events`, cancel: `${self}/cancel`, retry: `${self}/retry` },
  };
}

/** `version-trace-span-flags`, as W3C's Trace Context has it. */
function traceIdIn(traceparent: string | null): string | null {
  return traceparent?.split('-')[1] ?? null;
}

/**
 * A task in a list; its long values are shortened here where the database has not done it, and headers that
 * may hold secrets are masked.
 */
export function listedTaskJson(task: Task | ListedTask, states: QueueStates): TaskJson {
  const listed = 'shortened' in task ? task : shortenedTask(task);
  const input = withMaskedHeaders(listed.input);
  const isMasked = input !== listed.input && !listed.shortened.includes('input');
  const shortened: readonly Shortened[] = isMasked ? ['input', ...listed.shortened] : listed.shortened;
  return { ...taskJson(listed, states), input, ...(shortened.length > 0 && { shortened }) };
}

function shortenedTask(task: Task): ListedTask {
  const values = { input: shorten(task.input), result: task.result && shorten(task.result) };
  const shortened = (['input', 'result'] as const).filter((column) => values[column] !== task[column]);
  return { ...task, ...values, shortened } as ListedTask;
}

export function timeJson(time: Date | null): string | null {
  return time ? time.toISOString() : null;
}

/** jsonb forgets the order of keys. */
export function errorJson(error: StoredError | null): StoredError | null {
  if (!error) return null;
  const { code, message, retryable, attempt } = error;
  return { code, message, retryable, attempt };
}

function usageJson(usage: StoredUsage | null): StoredUsage | null {
  if (!usage) return null;
  const { provider, model, inputTokens, outputTokens, totalTokens } = usage;
  return { provider, model, inputTokens, outputTokens, totalTokens };
}
