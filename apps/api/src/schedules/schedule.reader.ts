import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NewWebhook, Schedule } from '@app/persistence';
import {
  below,
  type InputProblem,
  inputProblems,
  InputRefused,
  isTooDeep,
  type Recurrence,
  recurrenceProblems,
  type ScheduleDefinition,
  type Submission,
} from '@app/tasks';
import { maskedUrl } from '@app/webhooks';
import { isJsonObject, type JsonObject } from '../requests/json-object.js';
import { Submissions } from '../tasks/submissions.js';
import { ScheduleBody, ScheduleChanges } from './schedule.body.js';

const DEFAULTS = { cron: null, everyMs: null, timeZone: 'UTC', enabled: true, catchUp: false };

/**
 * A field with null is a field that is not there, but for the two of which one may take the other's place.
 */
const NULLABLE = ['cron', 'everyMs'];

/** A recurring task has no time of its own. */
const SENSELESS = ['runAt', 'expiresAt'] as const;

/** From a body to a schedule, with every problem under the path that the client sent. */
@Injectable()
export class ScheduleReader {
  constructor(private readonly submissions: Submissions) {}

  /** @throws InputRefused */
  readNew(body: unknown): ScheduleDefinition {
    const fields = fieldsOf(body);
    const problems = inputProblems(Object.assign(new ScheduleBody(), fields));
    const task = this.taskIn(fields, problems);
    const definition = { ...DEFAULTS, name: nameFor(task), ...fields, task } as ScheduleDefinition;
    refuseIfAny([...problems, ...recurrenceProblemsIn(definition, problems)]);
    return definition;
  }

  /**
   * A webhook that comes as answers show it, with a masked URL and no secret, keeps both.
   * @throws InputRefused
   */
  readChanges(body: unknown, old: Schedule): Partial<ScheduleDefinition> {
    const fields = fieldsOf(body);
    const problems = inputProblems(Object.assign(new ScheduleChanges(), fields));
    const task = this.taskIn(fields, problems, webhookIn(old));
    refuseIfAny(problems);
    return { ...fields, ...(task && { task }) };
  }

  /** The submission of a schedule; its problems are added to the others. */
  private taskIn(
    { task }: JsonObject,
    problems: InputProblem[],
    old: NewWebhook | null = null,
  ): Submission | undefined {
    if (!isJsonObject(task)) return undefined;
    const isKept = old !== null && isAsShown(task.webhook, old);
    const read = isKept
      ? this.submissions.look(withUrl(task, old.url), old.secret)
      : this.submissions.look(task);
    const senseless = SENSELESS.filter((field) => read.submission[field]).map((field) => ({
      path: [field],
      message: 'makes no sense in a schedule',
    }));
    problems.push(...below(['task'], [...read.problems, ...senseless]));
    return read.submission;
  }
}

/** One that nobody has taken, for those who do not look for it by its name. */
function nameFor(task: Submission | undefined): string {
  return `${task?.type} ${randomBytes(4).toString('hex')}`;
}

function webhookIn({ task }: Schedule): NewWebhook | null {
  return (task.webhook as NewWebhook | undefined) ?? null;
}

function isAsShown(webhook: unknown, { url }: NewWebhook): boolean {
  return isJsonObject(webhook) && !webhook.secret && (webhook.url === maskedUrl(url) || webhook.url === url);
}

function withUrl(task: JsonObject, url: string): JsonObject {
  return { ...task, webhook: { ...(task.webhook as JsonObject), url } };
}

function fieldsOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  if (isTooDeep(body)) throw new InputRefused([{ path: '', message: 'is nested too deeply' }]);
  // Names that every object has would hide the class from the validation.
  refuseIfAny(
    Object.keys(body).flatMap((key) =>
      key in Object.prototype ? { path: [key], message: 'is not a known field' } : [],
    ),
  );
  return Object.fromEntries(
    Object.entries(body).filter(([field, value]) => value !== null || NULLABLE.includes(field)),
  );
}

/** Only where its fields have the right types. */
function recurrenceProblemsIn(recurrence: Recurrence, problems: readonly InputProblem[]): InputProblem[] {
  return problems.some(({ path: [field] }) => field === 'cron' || field === 'everyMs' || field === 'timeZone')
    ? []
    : recurrenceProblems(recurrence);
}

function refuseIfAny(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputRefused(problems);
}
