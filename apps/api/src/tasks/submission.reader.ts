import {
  type InputProblem,
  inputProblems,
  InputRefused,
  isTooDeep,
  type ProblemPath,
  type Submission,
} from '@app/tasks';
import type { GivenWebhook } from '@app/webhooks';
import { parseDateTime } from '../requests/date-time.js';
import { flatPath, fromFlat, isFlat } from './flat-body.js';
import { inheritedKeyPath, isJsonObject, type JsonObject } from '../requests/json-object.js';
import { SubmissionBody } from './submission.body.js';
import { givenWebhook, WebhookBody } from '../webhooks/webhook.body.js';

/** What a body says, with all that is wrong with its envelope; its input is looked at later. */
export interface ReadSubmission {
  /** Without its webhook, whose secret is still in clear text. */
  readonly submission: Submission;
  readonly webhook: GivenWebhook | null;
  readonly problems: readonly InputProblem[];
  /** A path in the submission as the client sent it. */
  readonly sentPath: (path: ProblemPath) => ProblemPath;
}

const NOTHING: Submission = { type: '', input: {} };
const asSent = (path: ProblemPath): ProblemPath => path;

/** @param body of one task: a submission, or the old flat body */
export function readSubmission(body: unknown): ReadSubmission {
  if (!isJsonObject(body)) return refused('must be a JSON object');
  if (isTooDeep(body)) return refused('is nested too deeply');
  const flat = isFlat(body);
  const envelope = withoutNulls(flat ? fromFlat(body) : body);
  const sentPath = flat ? flatPath : asSent;
  const problems = problemsOf(envelope).map(({ path, message }) => ({ path: sentPath(path), message }));
  return {
    submission: toSubmission(envelope as unknown as SubmissionBody),
    webhook: webhookOf(envelope, problems),
    problems,
    sentPath,
  };
}

/** @throws InputRefused where a body is not `{ "tasks": [ 1 to 1,000 ] }` */
export function readBatch(body: unknown): readonly unknown[] {
  if (!isJsonObject(body)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  const unknown = Object.keys(body).filter((key) => key !== 'tasks');
  if (unknown.length > 0)
    throw new InputRefused(unknown.map((path) => ({ path, message: 'is not a known field' })));
  const { tasks } = body;
  if (!Array.isArray(tasks) || tasks.length < 1 || tasks.length > 1000) {
    throw new InputRefused([{ path: 'tasks', message: 'must be an array of 1 to 1000 tasks' }]);
  }
  return tasks as unknown[];
}

function refused(message: string): ReadSubmission {
  return { submission: NOTHING, webhook: null, problems: [{ path: [], message }], sentPath: asSent };
}

/** Null in an optional field means that it is not there. */
function withoutNulls(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function problemsOf(envelope: JsonObject): InputProblem[] {
  const inherited = Object.keys(envelope).filter((key) => key in Object.prototype);
  if (inherited.length > 0) return inherited.map((key) => ({ path: [key], message: 'is not a known field' }));
  const webhook = isJsonObject(envelope.webhook) ? webhookBody(envelope.webhook) : envelope.webhook;
  const problems = inputProblems(Object.assign(new SubmissionBody(), envelope, { webhook }));
  const hidden = (['input', 'webhook'] as const).flatMap((field) => {
    const path = inheritedKeyPath(envelope[field]);
    return path ? [{ path: [field, ...path], message: 'is not a known field' }] : [];
  });
  return [...problems, ...hidden];
}

/** What is wrong with a webhook keeps it from being read. */
function webhookOf({ webhook }: JsonObject, problems: readonly InputProblem[]): GivenWebhook | null {
  const isRight = isJsonObject(webhook) && !problems.some(({ path }) => path[0] === 'webhook');
  return isRight ? givenWebhook(webhookBody(webhook)) : null;
}

function webhookBody(webhook: JsonObject): WebhookBody {
  return Object.assign(new WebhookBody(), withoutNulls(webhook));
}

function toSubmission({
  type,
  input,
  priority,
  runAt,
  expiresAt,
  maxAttempts,
  timeoutMs,
  tags,
  metadata,
}: SubmissionBody): Submission {
  return {
    type,
    input,
    priority,
    runAt: parseDateTime(runAt) ?? undefined,
    expiresAt: parseDateTime(expiresAt) ?? undefined,
    maxAttempts,
    timeoutMs,
    tags,
    metadata,
  };
}
