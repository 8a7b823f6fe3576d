import type { Schedule, ScheduledTask, ScheduleFields } from '../../operation/answers';
import { type Unit, unitOf, UNITS } from './rhythm-words';

/** A schedule as it stands in the form: texts that may still be wrong. */
export interface ScheduleDraft {
  readonly name: string;
  readonly kind: 'cron' | 'interval';
  readonly cron: string;
  readonly timeZone: string;
  readonly amount: number | string;
  readonly unit: Unit;
  readonly type: string;
  readonly input: string;
  readonly enabled: boolean;
  readonly catchUp: boolean;
}

/** What each part of the form gets. */
export interface FormPart {
  readonly draft: ScheduleDraft;
  readonly set: (change: Partial<ScheduleDraft>) => void;
}

const asInput = (input: unknown): string => JSON.stringify(input, null, 2);

const NEW: ScheduleDraft = {
  name: '',
  kind: 'cron',
  cron: '0 8 * * MON-FRI',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  amount: 15,
  unit: 'minute',
  type: 'ai.text-generation',
  input: asInput({ prompt: '' }),
  enabled: true,
  catchUp: false,
};

/** @param schedule null for a new one */
export function draftOf(schedule: Schedule | null): ScheduleDraft {
  if (!schedule) return NEW;
  const { name, timeZone, enabled, catchUp, task } = schedule;
  return { ...NEW, ...rhythmOf(schedule), name, timeZone, enabled, catchUp, type: task.type, input: asInput(task.input) };
}

function rhythmOf({ cron, everyMs }: Schedule): Partial<ScheduleDraft> {
  if (everyMs === null) return { kind: 'cron', ...(cron !== null && { cron }) };
  const unit = unitOf(everyMs);
  return { kind: 'interval', unit, amount: everyMs / UNITS[unit] };
}

/** What is sent; the fields of the task that the form does not show stay as they were. */
export function fieldsOf(draft: ScheduleDraft, before: ScheduledTask | undefined): ScheduleFields {
  const { name, kind, cron, timeZone, amount, unit, type, input, enabled, catchUp } = draft;
  return {
    name: name.trim(),
    cron: kind === 'cron' ? cron : null,
    everyMs: kind === 'interval' ? Math.round(Number(amount) * UNITS[unit]) : null,
    timeZone,
    task: { ...before, type, input: JSON.parse(input) as unknown },
    enabled,
    catchUp,
  };
}

export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
