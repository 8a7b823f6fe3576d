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

export function draftOf(schedule: Schedule | null): ScheduleDraft {
  const everyMs = schedule?.everyMs ?? null;
  const unit = everyMs === null ? 'minute' : unitOf(everyMs);
  return {
    name: schedule?.name ?? '',
    kind: everyMs === null ? 'cron' : 'interval',
    cron: schedule?.cron ?? '0 8 * * MON-FRI',
    timeZone: schedule?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    amount: everyMs === null ? 15 : everyMs / UNITS[unit],
    unit,
    type: schedule?.task.type ?? 'ai.text-generation',
    input: JSON.stringify(schedule?.task.input ?? { prompt: '' }, null, 2),
    enabled: schedule?.enabled ?? true,
    catchUp: schedule?.catchUp ?? false,
  };
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
