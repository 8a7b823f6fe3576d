import { randomBytes } from 'node:crypto';
import { TaskLogRepository, TaskRepository, TaskTextRepository } from '@app/persistence';
import { type TaskContext, TaskError, type TaskHandler, TaskRunner, TaskType } from '@app/tasks';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { Client } from 'pg';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

const WAYS = ['nothing', 'result', 'text', 'log', 'progress', 'error'] as const;

/** Comes when a statement that is watched was refused. */
let refusal: Promise<void>;

class Input {
  @IsIn(WAYS) readonly hands!: (typeof WAYS)[number];
  @IsOptional() @IsString() readonly text?: string;
}

class Result {
  @IsString() readonly text!: string;
}

/** Of characters of three bytes each, which nothing compresses. */
const incompressible = (characters: number): string =>
  Array.from(
    randomBytes(2 * characters),
    (_, at, bytes = randomBytes(2)) =>
      at % 2 && String.fromCharCode(0x4e00 + (bytes.readUInt16BE() % 0x5000)),
  )
    .filter(Boolean)
    .join('');

@TaskType({
  name: 'test.hands-over',
  queue: 'demo_tasks',
  description: 'x',
  input: Input,
  result: Result,
  maxAttempts: 3,
  examples: { x: { hands: 'nothing' } },
})
class HandingHandler implements TaskHandler<Input, Result> {
  async run({ input: { hands }, emit, log, progress }: TaskContext<Input>): Promise<Result> {
    if (hands === 'text') await emit(incompressible(5_000));
    if (hands === 'log') log(incompressible(1_000));
    if (hands === 'progress') progress(50, incompressible(500));
    if (hands === 'progress') await refusal;
    if (hands === 'error') throw new TaskError('internal', incompressible(2_000), { retryable: true });
    return { text: hands === 'result' ? incompressible(5_000) : 'short' };
  }
}

/**
 * What somebody may have made for queries of their own: an entry has room for 2,704 bytes, and more is
 * refused with 54000.
 */
const INDEXES = `
  CREATE INDEX ON tasks ((result->>'text'));
  CREATE INDEX ON tasks ((error->>'message'));
  CREATE FUNCTION digests(text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT string_agg(encode(sha512(convert_to($1 || n, 'UTF8')), 'hex'), '') FROM generate_series(1, 60) AS n $$;
  CREATE INDEX ON tasks (digests(progress_message));
  CREATE INDEX ON tasks ((input->>'text'));
  CREATE INDEX ON task_events ((data->>'text'));
  CREATE INDEX ON task_logs (message)`;

describe('what PostgreSQL refuses with 54000', () => {
  let direct: Client;
  let system: SystemInProcess;
  beforeAll(async () => {
    system = await startInProcess([HandingHandler], async (url) => {
      direct = new Client({ connectionString: url });
      await direct.connect();
      await direct.query(INDEXES);
      return {};
    });
  });
  afterAll(async () => {
    await direct.end();
    await system.stop();
  });

  /** Counts the statements of a method that are refused until the work is done. */
  async function refusals(
    of: abstract new (...given: never[]) => object,
    method: string,
    work: () => Promise<void>,
  ): Promise<string[]> {
    const repository = system.app.get<Record<string, (...given: unknown[]) => Promise<unknown>>>(of, {
      strict: false,
    });
    const call = repository[method]?.bind(repository) as (...given: unknown[]) => Promise<unknown>;
    const states: string[] = [];
    let tell: () => void = () => undefined;
    refusal = new Promise((resolve) => (tell = resolve));
    repository[method] = (...given) =>
      call(...given).catch((error: { driverError?: { code: string } }) => {
        states.push(String(error.driverError?.code));
        tell();
        throw error as Error;
      });
    await work();
    Reflect.deleteProperty(repository, method);
    return states;
  }

  const submission = (hands: Input['hands'], text?: string) => ({
    type: 'test.hands-over',
    input: { hands, ...(text && { text }) },
  });
  const view = async (id: string) =>
    (await system.call('GET', `/api/v1/tasks/${id}`)).body as { status: string };

  /** In the midst of neighbours. @returns what it and they have become */
  async function besideOthers(hands: Input['hands']): Promise<{ status: string }[]> {
    const ids = await Promise.all((['nothing', 'nothing', hands, 'nothing'] as const).map(submit));
    const undispatched = 'SELECT FROM tasks WHERE id = ANY($1) AND dispatched_at IS NULL';
    // else a claim may find the row held
    await until(async () => (await direct.query(undispatched, [ids])).rowCount === 0, 10_000);
    await Promise.all(
      ids.map((id) => system.app.get(TaskRunner, { strict: false }).run({ id, delivery: 0 })),
    );
    return Promise.all([ids[2] as string, ...ids].map(view));
  }
  const submit = async (hands: Input['hands']) =>
    ((await system.call('POST', '/api/v1/tasks', submission(hands))).body as { id: string }).id;

  it.each([
    [
      'result',
      TaskRepository,
      'settle',
      { status: 'FAILED', error: { code: 'result_too_large' }, attempts: { made: 1 } },
    ],
    [
      'text',
      TaskTextRepository,
      'write',
      { status: 'COMPLETED', result: { text: 'short' }, attempts: { made: 1 } },
    ],
    ['log', TaskLogRepository, 'append', { status: 'COMPLETED', attempts: { made: 1 } }],
    ['progress', TaskRepository, 'progress', { status: 'COMPLETED', attempts: { made: 1 } }],
    ['error', TaskRepository, 'settle', { status: 'FAILED', attempts: { made: 1 } }],
  ] as const)(
    '%s: is given up after a try alone, and costs its neighbours nothing',
    async (hands, repository, method, expected) => {
      const states = await refusals(repository, method, async () => {
        const [culprit, ...all] = await besideOthers(hands);
        expect(culprit).toMatchObject(expected);
        expect(all.filter(({ status }) => status === 'COMPLETED').length).toBeGreaterThanOrEqual(3);
      });
      expect(new Set(states)).toEqual(new Set(['54000']));
      expect(states.length).toBeLessThanOrEqual(2); // in a group, and alone
    },
  );

  it.each([{}, { 'idempotency-key': 'refused' }])(
    'an input: the client is told, and who sent at the same time is not (%j)',
    async (headers) => {
      const send = (text: string, key: object) =>
        system.call('POST', '/api/v1/tasks', submission('nothing', text), { ...key });
      const [one, refused, other] = await Promise.all([
        send('x', {}),
        send(incompressible(5_000), headers),
        send('x', {}),
      ]);
      expect([one.status, refused.status, other.status]).toEqual([201, 400, 201]);
      expect(refused.body).toMatchObject({ code: 'invalid_input' });
    },
  );
});
