import type { Env } from './env.js';
import { regionOfQueue } from './queue-url.js';

/** A queue of SQS. */
export interface QueueSettings {
  readonly url: string;
  readonly region: string;
}

/** A topic of SNS. */
export interface TopicSettings {
  readonly arn: string;
  readonly region: string;
}

/** Queues and topics of AWS, or of what speaks its protocols; null where there are none. */
export interface AwsSettings {
  readonly ingestQueue: QueueSettings | null;
  readonly eventsQueue: QueueSettings | null;
  readonly eventsTopic: TopicSettings | null;
}

/** Servers that are not those of AWS do not look at it. */
const ANY_REGION = 'us-east-1';

export function awsSettings(env: Env): AwsSettings {
  const { SQS_INGEST_QUEUE_URL: ingest, SQS_EVENTS_QUEUE_URL: events, SNS_EVENTS_TOPIC_ARN: arn } = env;
  const queue = (url: string): QueueSettings => ({
    url,
    region: regionOfQueue(url) ?? env.AWS_REGION ?? ANY_REGION,
  });
  return {
    ingestQueue: ingest ? queue(ingest) : null,
    eventsQueue: events ? queue(events) : null,
    eventsTopic: arn ? { arn, region: arn.split(':')[3] as string } : null,
  };
}

/** What keeps queues from ever working together. */
export function awsProblems(env: Env): string[] {
  const { SQS_INGEST_QUEUE_URL: ingest, SQS_EVENTS_QUEUE_URL: events } = env;
  const isSame = ingest !== undefined && ingest === events;
  return isSame
    ? ['SQS_EVENTS_QUEUE_URL: is the queue that tasks are taken from; it must be another one']
    : [];
}
