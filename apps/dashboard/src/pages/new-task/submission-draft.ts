import type { Task, TaskType } from '../../tasks/task-queries';

/** A submission as it is being written; what is null or empty is left to the server. */
export interface SubmissionDraft {
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly priority: number | null;
  /** As the picker has it: local time, `2026-12-01 08:00:00`. */
  readonly runAt: string | null;
  readonly maxAttempts: number | null;
  readonly tags: readonly string[];
}

export interface Submission {
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly priority?: number;
  readonly runAt?: string;
  readonly maxAttempts?: number;
  readonly tags?: string[];
}

/** The first example of the type, so that a form is never empty. */
export function draftOf(type: TaskType): SubmissionDraft {
  const [input = {}] = Object.values(type.examples) as Record<string, unknown>[];
  return { type: type.name, input, priority: null, runAt: null, maxAttempts: null, tags: [] };
}

/** The same again: what was submitted, not what became of it. */
export function draftFrom({ type, input, priority, tags, attempts }: Task): SubmissionDraft {
  return { type, input, priority, runAt: null, maxAttempts: attempts.max, tags };
}

export function submissionOf({ type, input, priority, runAt, maxAttempts, tags }: SubmissionDraft): Submission {
  return {
    type,
    input: withoutEmpty(input),
    ...(priority !== null && { priority }),
    ...(runAt !== null && { runAt: new Date(runAt).toISOString() }),
    ...(maxAttempts !== null && { maxAttempts }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

/** The form makes an object for every group of fields that was opened; one that holds nothing was not meant. */
export function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).map(([name, value]) => [name, isGroup(value) ? withoutEmpty(value) : value] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined && !(isGroup(value) && Object.keys(value).length === 0)));
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** For a shell of the Bourne kind. The key, where one is needed, stays out of it. */
export function curlOf(submission: Submission, origin: string, keyNeeded: boolean): string {
  const body = JSON.stringify(submission, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST '${origin}/api/v1/tasks'`,
    ...(keyNeeded ? [`  -H "authorization: Bearer $API_KEY"`] : []),
    `  -H 'content-type: application/json'`,
    `  -d '${body}'`,
  ].join(' \\\n');
}
