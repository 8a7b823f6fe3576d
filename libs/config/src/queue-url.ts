import { byProblem } from './by-problem.js';
import { type UrlRule, urlProblem } from './service-url.js';

const PATH = {
  pattern: /^\/(?:[\w.-]+\/)*[\w-]{1,80}(?:\.fifo)?$/,
  problem: 'must end with the name of the queue',
};
const RULE: UrlRule = { protocols: ['https', 'http'], path: PATH };

/** The URL of a queue of SQS, as its console shows it and CreateQueue answers. */
export function IsQueueUrl(): PropertyDecorator {
  return byProblem('isQueueUrl', problemOf);
}

function problemOf(value: unknown): string | null {
  const problem = urlProblem(value, RULE);
  return problem ?? (new URL(value as string).pathname.length > 1 ? null : PATH.problem);
}

/** `sqs.<region>.amazonaws.com`, its VPC endpoints, and the older `<region>.queue.amazonaws.com`. */
const REGION_IN_HOST = /(?:^|\.)sqs(?:-fips)?\.([a-z]{2}[a-z0-9-]+-\d)\.|^([a-z]{2}[a-z0-9-]+-\d)\.queue\./;

/** The region that a queue's URL names; null where it names none. */
export function regionOfQueue(url: string): string | null {
  const [, region, older] = REGION_IN_HOST.exec(new URL(url).hostname) ?? [];
  return region ?? older ?? null;
}
