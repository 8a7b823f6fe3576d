import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NewWebhook, Schedule } from '@app/persistence';
import {
  below,
  type InputProblem,
  InputRefused,
  type Recurrence,
  recurrenceProblems,
  type ScheduleDefinition,
  type Submission,
} from '@app/tasks';
import { maskedUrl } from '@app/webhooks';
import { isJsonObject, type JsonObject, type ReadBody } from '@app/bodies';
import { Submissions } from '@app/submissions';
import { SCHEDULE_DEFAULTS, type ScheduleBody, type ScheduleChanges } from './schedule.body.js';

/** A recurring task has no time of its own. */
const SENSELESS = ['runAt', 'expiresAt'] as const;

interface SubmissionInSchedule {
  readonly submission: Submission | null;
  readonly wrong: readonly InputProblem[];
}

/** From what was sent to a schedule, with every problem under the path that the client sent. */
@Injectable()
export class ScheduleReader {
  constructor(private readonly submissions: Submissions) {}

  /** @throws InputRefused */
  async readNew({ body, problems }: ReadBody<ScheduleBody>): Promise<ScheduleDefinition> {
    if (!body) throw new InputRefused(problems);
    await this.submissions.learnTypes(body.task);
    const { submission, wrong } = this.taskIn(body);
    const definition = {
      ...SCHEDULE_DEFAULTS,
      name: nameFor(submission),
      ...body,
      task: submission,
    } as ScheduleDefinition;
    refuseIfAny([...problems, ...wrong, ...recurrenceProblemsIn(definition, problems)]);
    return definition;
  }

  /**
   * A webhook that comes as answers show it, with a masked URL and no secret, keeps both.
   * @throws InputRefused
   */
  async readChanges(
    { body, problems }: ReadBody<ScheduleChanges>,
    old: Schedule,
  ): Promise<Partial<ScheduleDefinition>> {
    if (!body) throw new InputRefused(problems);
    await this.submissions.learnTypes(body.task);
    const { submission, wrong } = this.taskIn(body, webhookIn(old));
    refuseIfAny([...problems, ...wrong]);
    return { ...body, task: submission ?? undefined };
  }

  /** The submission of a schedule, and what is wrong with it. */
  private taskIn({ task }: ScheduleChanges, old: NewWebhook | null = null): SubmissionInSchedule {
    if (!isJsonObject(task)) return { submission: null, wrong: [] };
    const isKept = old !== null && isAsShown(task.webhook, old);
    const { submission, problems } = isKept
      ? this.submissions.look(withUrl(task, old.url), old.secret)
      : this.submissions.look(task);
    const senseless = SENSELESS.filter((field) => submission?.[field]).map((field) => ({
      path: [field],
      message: 'makes no sense in a schedule',
    }));
    return { submission, wrong: below(['task'], [...problems, ...senseless]) };
  }
}

/** One that nobody has taken, for those who do not look for it by its name. */
function nameFor(task: Submission | null): string {
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

/** Only where its fields have the right types. */
function recurrenceProblemsIn(recurrence: Recurrence, problems: readonly InputProblem[]): InputProblem[] {
  return problems.some(({ path: [field] }) => field === 'cron' || field === 'everyMs' || field === 'timeZone')
    ? []
    : recurrenceProblems(recurrence);
}

function refuseIfAny(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputRefused(problems);
}
