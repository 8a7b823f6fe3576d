import type { Task, TaskType } from '../../tasks/task-queries';
import { objectIn, textOf } from './json-text';

export const WEBHOOK_EVENTS = ['completed', 'failed', 'cancelled'] as const;

export interface WebhookDraft {
  readonly url: string;
  readonly events: readonly (typeof WEBHOOK_EVENTS)[number][];
  readonly secret: string;
  /**
   * The URL as the server shows it that is stored with its secret; as long as it stays, both stay as they
   * are. Empty where there is none.
   */
  readonly storedUrl: string;
}

/** A submission as it is being written; what is null or empty is left to the server. */
export interface SubmissionDraft {
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly priority: number | null;
  readonly maxAttempts: number | null;
  readonly timeoutMs: number | null;
  /** As the picker has it: local time, `2026-12-01 08:00:00`. */
  readonly runAt: string | null;
  readonly expiresAt: string | null;
  readonly tags: readonly string[];
  /** JSON. */
  readonly metadata: string;
  readonly webhook: WebhookDraft;
}

/** As API.md has it. */
export interface Submission {
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly priority?: number;
  readonly runAt?: string;
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
  readonly expiresAt?: string;
  readonly webhook?: { readonly url: string; readonly events?: readonly string[]; readonly secret?: string };
  readonly tags?: readonly string[];
  readonly metadata?: Record<string, unknown>;
}

const NO_OPTIONS = {
  priority: null,
  maxAttempts: null,
  timeoutMs: null,
  runAt: null,
  expiresAt: null,
  tags: [],
  metadata: '',
  webhook: { url: '', events: [], secret: '', storedUrl: '' },
} as const satisfies Omit<SubmissionDraft, 'type' | 'input'>;

/** The fields of a submission beside its type and its input. */
export const OPTIONS = Object.keys(NO_OPTIONS) as (keyof typeof NO_OPTIONS)[];

/** The first example of the type, so that a form is never empty. */
export function draftOf(type: TaskType): SubmissionDraft {
  const [input = {}] = Object.values(type.examples) as Record<string, unknown>[];
  return { ...NO_OPTIONS, type: type.name, input };
}

/** Another type, with its first example; numbers are the new type's own, all else that was set stays. */
export function otherType(
  { tags, metadata, webhook, runAt, expiresAt }: SubmissionDraft,
  type: TaskType,
): SubmissionDraft {
  return { ...draftOf(type), tags, metadata, webhook, runAt, expiresAt };
}

/** The same again: what was submitted, not what became of it. */
export function draftFrom({
  type,
  input,
  priority,
  tags,
  attempts,
  timeoutMs,
  metadata,
}: Task): SubmissionDraft {
  return {
    ...NO_OPTIONS,
    type,
    input,
    priority,
    maxAttempts: attempts.max,
    timeoutMs,
    tags,
    metadata: textOf(metadata),
  };
}

/** A submission that was made before, as a schedule keeps it. */
export function draftOfSubmission(
  submission: Readonly<Record<string, unknown>> & { readonly type: string },
): SubmissionDraft {
  const { type, input, priority, maxAttempts, timeoutMs, tags, metadata, webhook } =
    submission as Partial<Submission> & { type: string };
  return {
    ...NO_OPTIONS,
    type,
    input: input ?? {},
    priority: priority ?? null,
    maxAttempts: maxAttempts ?? null,
    timeoutMs: timeoutMs ?? null,
    tags: tags ?? [],
    metadata: textOf(metadata),
    webhook: webhookDraftOf(webhook),
  };
}

function webhookDraftOf(webhook: Submission['webhook']): WebhookDraft {
  if (!webhook) return NO_OPTIONS.webhook;
  const { url = '', events = [] } = webhook;
  return {
    url,
    events: WEBHOOK_EVENTS.filter((event) => events.includes(event)),
    secret: '',
    storedUrl: url,
  };
}

export function hasOptions(draft: SubmissionDraft): boolean {
  return OPTIONS.some((name) => JSON.stringify(draft[name]) !== JSON.stringify(NO_OPTIONS[name]));
}

export function submissionOf({
  type,
  input,
  runAt,
  expiresAt,
  tags,
  metadata,
  webhook,
  ...numbers
}: SubmissionDraft): Submission {
  const given = {
    ...numbers,
    runAt: runAt && new Date(runAt).toISOString(),
    expiresAt: expiresAt && new Date(expiresAt).toISOString(),
    webhook: webhookOf(webhook),
    tags: tags.length > 0 ? tags : null,
    metadata: objectIn(metadata) ?? null,
  };
  return {
    type,
    input: withoutEmpty(input),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
}

function webhookOf({ url, events, secret }: WebhookDraft): Submission['webhook'] | null {
  if (!url.trim() && events.length === 0 && !secret) return null;
  return { url: url.trim(), ...(events.length > 0 && { events }), ...(secret && { secret }) };
}

/**
 * The form makes an object for every group of fields that was opened; one that holds nothing was not meant.
 */
export function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).map(
    ([name, value]) => [name, isGroup(value) ? withoutEmpty(value) : value] as const,
  );
  return Object.fromEntries(
    kept.filter(([, value]) => value !== undefined && !(isGroup(value) && Object.keys(value).length === 0)),
  );
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
