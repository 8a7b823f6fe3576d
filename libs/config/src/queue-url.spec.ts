import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration } from './configuration.js';

const URLS: readonly (readonly [string, string])[] = [
  ['https://sqs.eu-central-1.amazonaws.com/123456789012/tasks', 'eu-central-1'],
  ['https://sqs.us-gov-west-1.amazonaws.com/123456789012/tasks.fifo', 'us-gov-west-1'],
  ['https://eu-west-3.queue.amazonaws.com/123456789012/tasks', 'eu-west-3'],
  ['https://vpce-1-2.sqs.ap-south-1.vpce.amazonaws.com/123456789012/tasks', 'ap-south-1'],
  ['http://127.0.0.1:4566/000000000000/tasks', 'us-east-1'],
];

describe('the URL of a queue', () => {
  it.each(URLS)('%s is in the region %s', (url, region) => {
    const { aws } = loadConfiguration({ SQS_INGEST_QUEUE_URL: url });
    expect(aws.ingestQueue).toEqual({ url, region });
  });

  it('that names no region is in that of AWS_REGION', () => {
    const settings = { SQS_EVENTS_QUEUE_URL: 'http://queues.internal/1/events', AWS_REGION: 'eu-west-1' };
    expect(loadConfiguration(settings).aws.eventsQueue?.region).toBe('eu-west-1');
  });

  it('is not taken for tasks and for events at once', () => {
    const [[url]] = URLS as [readonly [string, string]];
    const load = (): unknown => loadConfiguration({ SQS_INGEST_QUEUE_URL: url, SQS_EVENTS_QUEUE_URL: url });
    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(/SQS_EVENTS_QUEUE_URL: is the queue that tasks are taken from/);
  });

  it('of a topic is an ARN, which names its region', () => {
    const arn = 'arn:aws:sns:eu-north-1:123456789012:task-events.fifo';
    expect(loadConfiguration({ SNS_EVENTS_TOPIC_ARN: arn }).aws.eventsTopic).toEqual({
      arn,
      region: 'eu-north-1',
    });
  });
});
