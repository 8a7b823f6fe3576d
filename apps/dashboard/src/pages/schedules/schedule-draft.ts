import type { Schedule, ScheduledTask, ScheduleFields } from '../../operation/answers';
import type { TaskType } from '../../tasks/task-queries';
import {
  draftOf as newTaskOf,
  draftOfSubmission,
  submissionOf,
  type SubmissionDraft,
} from '../new-task/submission-draft';
import { type Unit, unitOf, UNITS } from './recurrence-words';

/** A schedule as it stands in the form: texts that may still be wrong. */
export interface ScheduleDraft {
  readonly name: string;
  readonly kind: 'cron' | 'interval';
  readonly cron: string;
  readonly timeZone: string;
  readonly amount: number | string;
  readonly unit: Unit;
  readonly task: SubmissionDraft;
  readonly enabled: boolean;
  readonly catchUp: boolean;
}

/** What each part of the form gets. */
export interface FormPart {
  readonly draft: ScheduleDraft;
  readonly set: (change: Partial<ScheduleDraft>) => void;
}

const NEW: Omit<ScheduleDraft, 'task'> = {
  name: '',
  kind: 'cron',
  cron: '0 8 * * MON-FRI',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  amount: 15,
  unit: 'minute',
  enabled: true,
  catchUp: false,
};

/** @param schedule null for a new one, which begins with the first type */
export function draftOf(schedule: Schedule | null, types: readonly TaskType[]): ScheduleDraft {
  if (!schedule) return { ...NEW, task: newTaskOf(types[0] as TaskType) };
  const { name, timeZone, enabled, catchUp, task } = schedule;
  return {
    ...NEW,
    ...recurrenceOf(schedule),
    name,
    timeZone,
    enabled,
    catchUp,
    task: draftOfSubmission(task),
  };
}

function recurrenceOf({ cron, everyMs }: Schedule): Partial<ScheduleDraft> {
  if (everyMs === null) return { kind: 'cron', ...(cron !== null && { cron }) };
  const unit = unitOf(everyMs);
  return { kind: 'interval', unit, amount: everyMs / UNITS[unit] };
}

/** A schedule as it is sent. */
export function fieldsOf({
  name,
  kind,
  cron,
  timeZone,
  amount,
  unit,
  task,
  enabled,
  catchUp,
}: ScheduleDraft): ScheduleFields {
  return {
    ...(name.trim() && { name: name.trim() }), // without one the server makes it, or keeps what is there
    cron: kind === 'cron' ? cron : null,
    everyMs: kind === 'interval' ? Math.round(Number(amount) * UNITS[unit]) : null,
    timeZone,
    task: submissionOf(task) as unknown as ScheduledTask,
    enabled,
    catchUp,
  };
}

/**
 * What is sent of a schedule that is there. A task that nobody touched stays out of it: the secret of its
 * webhook is never shown.
 */
export function changesOf(draft: ScheduleDraft, before: Schedule): Partial<ScheduleFields> {
  const { task, ...fields } = fieldsOf(draft);
  const isSameTask = JSON.stringify(draft.task) === JSON.stringify(draftOfSubmission(before.task));
  return isSameTask ? fields : { ...fields, task };
}
