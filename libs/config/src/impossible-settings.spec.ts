import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration } from './configuration.js';
import { envNames } from './env.js';

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    loadConfiguration(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

const BASE_URLS = [
  'OPENAI_BASE_URL',
  'ANTHROPIC_BASE_URL',
  'DEEPSEEK_BASE_URL',
  'OPENAI_COMPATIBLE_BASE_URL',
];
const KEYS = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'DEEPSEEK_API_KEY', 'OPENAI_COMPATIBLE_API_KEY'];

/** Half a pair is refused for another reason. */
const companionOf = (name: string): Record<string, string> =>
  name === 'OPENAI_COMPATIBLE_API_KEY' ? { OPENAI_COMPATIBLE_BASE_URL: 'http://localhost/v1' } : {};

describe('a setting that can never work', () => {
  describe.each(BASE_URLS)('%s', (name) => {
    it.each([
      'https://user:hunter2@api.example.com/v1',
      'https://hunter2@api.example.com/v1',
      'https://api.example.com/v1?api-version=hunter2',
      'https://api.example.com/v1#hunter2',
      'http://hunter2.example.com:6000/v1',
      'http://hunter2.example.com:4190/v1',
      'http://hunter2.example.com:10080/v1',
      'ftp://hunter2.example.com/v1',
      'hunter2.example.com/v1',
      'https://',
      'https://hunter2 .example.com',
      'https://hunter2:99999/v1',
    ])('%s is refused by its name', (value) =>
      expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}: (?!.*hunter2)`)]),
    );

    it.each([
      'https://api.example.com/v1',
      'https://api.example.com/',
      'http://my_server:8000',
      'http://[::1]:11434/v1',
      'http://10.0.0.1',
    ])('%s is taken', (value) => expect(problemsOf({ [name]: value })).toEqual([]));
  });

  describe.each(KEYS)('%s', (name) => {
    it.each([
      ['“hunter2”', 'curly quotes'],
      ['‘hunter2’', 'curly quotes'],
      ['hunter2\nhunter2', 'line break'],
      ['hunter2\r', 'line break'],
      ['hunter 2hunter2', 'spaces'],
      ['hunter2密', 'no HTTP header'],
      ['hunter2\u0001', 'no HTTP header'],
      ['"hunter2"', 'in quotes'],
    ])('%j is refused by its name', (value, reason) =>
      expect(problemsOf({ ...companionOf(name), [name]: value })).toEqual([
        expect.stringMatching(`^${name}: (?!.*hunter2).*${reason}`),
      ]),
    );

    it('takes what keys are made of', () => {
      expect(problemsOf({ ...companionOf(name), [name]: 'sk-proj_A1.b~c+/==!"x' })).toEqual([]);
    });
  });

  describe('DATABASE_URL', () => {
    it.each([
      'postgres://tasks:hun#ter2@db/tasks',
      'postgres://tasks:12#hunter2@db/tasks',
      'postgres://tasks:hun/ter2@db/tasks',
      'postgres://tasks:12/hunter2@db/tasks',
      'postgres://tasks:12?hunter2@db/tasks',
      'postgres://tasks:hunter2%zz@db/tasks',
      'postgres://tasks:hunter2@db/tasks#x',
      'postgres://tasks:hunter2@db:99999/tasks',
      'postgres://tasks:hunter2@one:5432,,two/tasks',
      'postgres://tasks:hunter2@one,two:99999/tasks',
      'postgres://tasks:hunter2@/tasks?host=one,two,three&port=5432,5433',
      'postgres://tasks:hunter2@one,two/tasks?target_session_attrs=hunter2',
      'postgres://tasks:hunter2@one/tasks?sslrootcert=/nowhere/hunter2.pem',
      'mysql://hunter2',
      'hunter2',
    ])('%s is refused by its name', (value) =>
      expect(problemsOf({ DATABASE_URL: value })).toEqual([
        expect.stringMatching(/^DATABASE_URL: (?!.*ter2)/),
      ]),
    );

    it.each([
      'postgres://tasks:p%23%2F%3F%40%25@db.internal:6432/tasks?sslmode=require&application_name=a@b',
      'postgres://tasks:p@ss@db/tasks',
      'postgres://tasks:hunter2@one:5432,two,[::1]:5433/tasks?target_session_attrs=read-write',
      'postgres://tasks@/tasks?host=one,two&port=5432',
      'postgresql://db',
      'postgres:///tasks?host=/var/run/postgresql',
      'postgres://tasks@/tasks?host=/var/run/postgresql',
      'postgres://tasks@%2Fvar%2Frun%2Fpostgresql/tasks',
    ])('%s is taken', (value) => expect(problemsOf({ DATABASE_URL: value })).toEqual([]));
  });

  describe('REDIS_URL', () => {
    it.each([
      'redis://:hun/ter2@redis:6379',
      'redis://:12/hunter2@redis:6379',
      'redis://:hun#ter2@redis:6379',
      'redis://:hunter2@redis:6379/hunter2',
      'redis://:hunter2@redis:6379/-1',
      'redis://:hunter2@redis:6379/0/1',
      'redis://:hunter2@',
      'http://hunter2',
      'redis://:hunter2@one,two',
      'redis-sentinel://:hunter2@one,two',
      'redis-sentinel://:hunter2@one,,two?master=tasks',
      'redis-cluster://:hunter2@one,two/1',
      'redis://:hunter2@one?sslrootcert=/no/hunter2.pem',
      'rediss://:hunter2@one?sslrootcert=/no/hunter2.pem',
    ])('%s is refused by its name', (value) =>
      expect(problemsOf({ REDIS_URL: value })).toEqual([expect.stringMatching(/^REDIS_URL: (?!.*ter2)/)]),
    );

    it.each([
      'redis://redis',
      'rediss://user:p%2Fw@redis:6380/15',
      'redis://redis:6379/?family=6',
      'redis://[::1]:6379',
      'redis-sentinel://me:p%2Fw@one,two:26380,[::1]/0?master=tasks',
      'rediss-cluster://one:7000,two:7001',
    ])('%s is taken', (value) => expect(problemsOf({ REDIS_URL: value })).toEqual([]));
  });

  it.each<[string, string]>([
    ['HOST', 'http://0.0.0.0:hunter2'],
    ['WORKER_HOST', '[::1]hunter2'],
    ['SMTP_URL', 'smtp://user:12/hunter2@mail'],
    ['SMTP_URL', 'smtp://user:hunter2@mail:587#x'],
    ['CLAMD_URL', 'tcp://hunter2:70000'],
    ['FILES_S3_ENDPOINT', 'http://user:hunter2@minio:9000'],
    ['QUEUE_ALERT_WEBHOOK_URL', 'https://user:hunter2@alerts.example.com'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4318?x=hunter2'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'hunter2'],
    ['DEFAULT_PROVIDER', 'hunter2'],
    ['SQS_INGEST_QUEUE_URL', 'https://hunter2.amazonaws.com'],
    ['SQS_INGEST_QUEUE_URL', 'https://sqs.eu-west-1.amazonaws.com/1/hunter2?x=1'],
    ['SQS_EVENTS_QUEUE_URL', 'sqs.eu-west-1.amazonaws.com/1/hunter2'],
    ['SNS_EVENTS_TOPIC_ARN', 'arn:aws:sqs:eu-west-1:123456789012:hunter2'],
    ['AWS_REGION', 'hunter2 '],
  ])('%s %s', (name, value) => {
    const bucket: Record<string, string> = name === 'FILES_S3_ENDPOINT' ? { FILES_S3_BUCKET: 'files' } : {};
    expect(problemsOf({ ...bucket, [name]: value })).toEqual([
      expect.stringMatching(`^${name}: (?!.*hunter2)`),
    ]);
  });

  it('keeps its value to itself, whichever it is and however it is broken', () => {
    const broken = [
      'hunter2',
      'http://hunter2:x@y z',
      '://hunter2',
      'redis://:a/hunter2@h',
      '“hunter2”',
      'a\nhunter2',
      'hunter2:\u0000',
      '-hunter2',
      '{"hunter2"',
    ];
    const told = envNames().flatMap((name) => broken.flatMap((value) => problemsOf({ [name]: value })));
    expect(told.length).toBeGreaterThan(envNames().length * 4);
    expect(told.filter((problem) => problem.includes('hunter2'))).toEqual([]);
  });
});
