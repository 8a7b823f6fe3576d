import {
  type InputProblem,
  InputRefused,
  MOST_TASKS_OF_BATCH,
  type ProblemPath,
  type Submission,
} from '@app/tasks';
import type { GivenWebhook } from '@app/webhooks';
import { inheritedKeyPath, isJsonObject, parseDateTime, readBody } from '@app/bodies';
import { givenWebhook, WebhookBody } from './webhook.body.js';
import { flatPath, fromFlat, isFlat } from './flat-body.js';
import { SubmissionBody } from './submission.body.js';

/** What a body says, with all that is wrong with its envelope; its input is looked at later. */
export interface ReadSubmission {
  readonly sent: unknown;
  /** Without its webhook, whose secret is still in clear text. Null where what was sent cannot be one. */
  readonly submission: Submission | null;
  readonly webhook: GivenWebhook | null;
  readonly problems: readonly InputProblem[];
  /** A path in the submission as the client sent it. */
  readonly sentPath: (path: ProblemPath) => ProblemPath;
}

export interface ReadBatch {
  readonly sent: unknown;
  readonly all: readonly ReadSubmission[];
}

/** @param sent one task: a submission, or the old flat body */
export function readSubmission(sent: unknown): ReadSubmission {
  const isOld = isJsonObject(sent) && isFlat(sent);
  const sentPath = isOld ? flatPath : (path: ProblemPath): ProblemPath => path;
  const { body, problems } = readBody(SubmissionBody, sent, isOld ? fromFlat : undefined);
  const all = [...problems, ...(body ? hiddenKeys(body) : [])];
  return {
    sent,
    submission: body && toSubmission(body),
    webhook: body && webhookOf(body, all),
    problems: all.map(({ path, message }) => ({ path: sentPath(path), message })),
    sentPath,
  };
}

/** @throws InputRefused where a body is not `{ "tasks": [ … ] }` */
export function readBatch(sent: unknown): ReadBatch {
  if (!isJsonObject(sent)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  const unknown = Object.keys(sent).filter((key) => key !== 'tasks');
  if (unknown.length > 0)
    throw new InputRefused(unknown.map((path) => ({ path, message: 'is not a known field' })));
  const { tasks } = sent;
  if (!Array.isArray(tasks) || tasks.length < 1 || tasks.length > MOST_TASKS_OF_BATCH) {
    const message = `must be an array of 1 to ${MOST_TASKS_OF_BATCH} tasks`;
    throw new InputRefused([{ path: 'tasks', message }]);
  }
  return { sent, all: tasks.map(readSubmission) };
}

/** Those that class-transformer skips where it makes the instance of an input. */
function hiddenKeys(body: SubmissionBody): InputProblem[] {
  return (['input', 'webhook'] as const).flatMap((field) => {
    const path = inheritedKeyPath(body[field]);
    return path ? [{ path: [field, ...path], message: 'is not a known field' }] : [];
  });
}

/** What is wrong with a webhook keeps it from being read. */
function webhookOf({ webhook }: SubmissionBody, problems: readonly InputProblem[]): GivenWebhook | null {
  const isRight = webhook instanceof WebhookBody && !problems.some(({ path }) => path[0] === 'webhook');
  return isRight ? givenWebhook(webhook) : null;
}

function toSubmission({ runAt, expiresAt, webhook: _, ...body }: SubmissionBody): Submission {
  return {
    ...body,
    runAt: parseDateTime(runAt) ?? undefined,
    expiresAt: parseDateTime(expiresAt) ?? undefined,
  };
}
