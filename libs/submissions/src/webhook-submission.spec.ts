import { loadConfiguration } from '@app/config';
import { SecretKey, type Secrets } from '@app/secrets';
import {
  type InputRefused,
  pathText,
  type Submission,
  type SubmissionsService,
  type TaskTypes,
} from '@app/tasks';
import { WebhookPolicy } from '@app/webhooks';
import { readBatch, readSubmission } from './submission.reader.js';
import { Submissions } from './submissions.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const task = { type: 'demo.calculation', input: {} };

describe('the webhook of a submission', () => {
  const given: Submission[] = [];
  const tasks = {
    submit: async (submission: Submission) => given.push(submission),
    submitAll: async (all: Submission[]) => given.push(...all),
  } as unknown as SubmissionsService;
  const types = { check: () => undefined, learn: async () => undefined } as unknown as TaskTypes;
  const key = new SecretKey(SecretKey.random());
  const submissions = (variables: Record<string, string> = {}) =>
    new Submissions(tasks, types, new WebhookPolicy(loadConfiguration(variables), key as unknown as Secrets));
  const refusal = async (accepting: Promise<unknown>): Promise<InputRefused | null> =>
    accepting.then(
      () => null,
      (error: InputRefused) => error,
    );
  const pathsOf = (refused: InputRefused | null) => [
    ...new Set(refused?.problems.map(({ path }) => pathText(path))),
  ];

  it.each<[unknown, string[]]>([
    [{ url: 'https://example.com', secret: SECRET }, []],
    [{ url: 'https://example.com', events: ['failed'], secret: SECRET }, []],
    [null, []],
    [{ url: 'https://example.com' }, ['webhook.secret']],
    [{ url: 'https://example.com', secret: 'whsec_c2hvcnQ=' }, ['webhook.secret']],
    [{ url: 'https://example.com', secret: SECRET.slice(6) }, ['webhook.secret']],
    [{ url: 'https://example.com', secret: 5 }, ['webhook.secret']],
    [{ url: 'http://127.1/', secret: SECRET }, ['webhook.url']],
    [{ url: 'http://localhost:3000/', secret: null }, ['webhook.url', 'webhook.secret']],
    [{ url: 'https://me:hidden@example.com', secret: SECRET }, ['webhook.url']],
    [{ url: 'https://example.com/hook?***', secret: SECRET }, ['webhook.url']],
    [{ url: 5, secret: SECRET }, ['webhook.url']],
    [{ secret: SECRET }, ['webhook.url']],
    [{ url: 'https://example.com', events: [], secret: SECRET }, ['webhook.events']],
    [{ url: 'https://example.com', events: ['started'], secret: SECRET }, ['webhook.events']],
    [{ url: 'https://example.com', events: 'failed', secret: SECRET }, ['webhook.events']],
    [{ url: 'https://example.com', headers: {}, secret: SECRET }, ['webhook.headers']],
    [{ url: 'https://example.com', toString: 1, secret: SECRET }, ['webhook.toString']],
    ['https://example.com', ['webhook']],
    [[], ['webhook']],
  ])('%j is wrong at %j', async (webhook, paths) => {
    const refused = await refusal(submissions().accept(readSubmission({ ...task, webhook }), null));
    expect(pathsOf(refused)).toEqual(paths);
    expect(JSON.stringify(refused?.problems ?? '')).not.toMatch(/BwcHBwc|hidden/);
  });

  it('is kept with its host, all events by default, and no secret where ours signs', async () => {
    const ours = submissions({ WEBHOOK_SECRET: SECRET, WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true' });
    await ours.accept(
      readSubmission({ ...task, webhook: { url: 'http://LOCALHOST:3000/a b', events: null } }),
      null,
    );
    expect(given.at(-1)?.webhook).toEqual({
      url: 'http://localhost:3000/a%20b',
      host: 'localhost:3000',
      events: ['completed', 'failed', 'cancelled'],
      secret: null,
    });
  });

  it('goes on with its secret encrypted', async () => {
    await submissions().accept(
      readSubmission({ ...task, webhook: { url: 'https://example.com', secret: SECRET } }),
      null,
    );
    const kept = given.at(-1)?.webhook?.secret;
    expect(kept).toMatch(/^enc:v1:[\da-f]{8}:/);
    expect(key.open(kept as never)).toBe(SECRET);
  });

  it('is named with its place in a batch', async () => {
    const refused = await refusal(
      submissions().acceptAll(
        readBatch({ tasks: [task, { ...task, webhook: { url: 'http://[::1]/', secret: SECRET } }] }),
        null,
      ),
    );
    expect(pathsOf(refused)).toEqual(['tasks.1.webhook.url']);
  });
});
