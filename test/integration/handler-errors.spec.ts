import { IsOptional, IsString } from 'class-validator';
import { type Scope, SCOPES } from '@app/config';
import { type TaskContext, TaskError, type TaskHandler, TaskType } from '@app/tasks';
import { textOf } from '../support/docs-blocks.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

const SECRET = 'sk-configured-0123456789';
const REFUSED = 'connect ECONNREFUSED 10.0.0.5:5432';

class TroubleInput {
  @IsOptional() @IsString() readonly what?: string;
}

@TaskType({
  name: 'test.trouble',
  queue: 'demo_tasks',
  description: 'x',
  input: TroubleInput,
  result: TroubleInput,
  examples: {},
})
class TroubleHandler implements TaskHandler<TroubleInput, TroubleInput> {
  async run({ input, usage }: TaskContext<TroubleInput>): Promise<TroubleInput> {
    const { what = '' } = input;
    switch (what) {
      case 'plain':
        throw new Error(REFUSED);
      case 'caused':
        throw new TypeError('fetch failed', { cause: new Error(`${REFUSED} with ${SECRET}\0`) });
      case 'meant':
        throw new TaskError('invoice_locked', `The invoice is locked (${SECRET}).`, {
          retryable: false,
          cause: new Error(REFUSED),
        });
      case 'bad code':
        throw new TaskError('Invoice Locked!', 'no', { retryable: false });
      default:
        usage({ provider: 'one', model: 'a', inputTokens: 10, outputTokens: 1, totalTokens: 11 });
        usage({ provider: 'one', model: 'b', inputTokens: 20, outputTokens: 2, totalTokens: 22 });
        return {};
    }
  }
}

/** The names of all fields in it, such as `task.id`. */
function fieldsOf(value: object): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null
      ? fieldsOf(inner as object).map((one) => `${name}.${one}`)
      : [name],
  );
}

interface Attempts {
  readonly data: {
    readonly error: {
      readonly stack: string;
      readonly causes: { message: string; stack: string }[];
      code: string;
      message: string;
    };
  }[];
}

/** Those that may read prompts. */
const READING: readonly Scope[] = ['read', 'write', 'admin'];

describe('why a handler failed', () => {
  let system: SystemInProcess;
  beforeAll(async () => void (system = await startInProcess([TroubleHandler], { OPENAI_API_KEY: SECRET })));
  afterAll(() => system.stop());

  const failed = async (what: string, of = system) => {
    const id = await of.run({ type: 'test.trouble', input: { what }, maxAttempts: 1 });
    const { error } = (await of.call('GET', `/api/v1/tasks/${id}`)).body as {
      error: { code: string; message: string };
    };
    const [attempt] = ((await of.call('GET', `/api/v1/tasks/${id}/attempts`)).body as Attempts).data;
    const lines = of.log.filter((line) => (line.task as { id?: string } | undefined)?.id === id);
    return { id, error, attempt: attempt?.error as Attempts['data'][0]['error'], lines };
  };

  it('is told by its own message, and where it was thrown with the attempt and in the log', async () => {
    const { error, attempt, lines } = await failed('plain');
    expect(error).toEqual({ code: 'internal', message: REFUSED, retryable: true, attempt: 1 });
    expect(attempt).toMatchObject({ ...error, causes: [] });
    expect(attempt.stack).toMatch(/^Error: connect ECONNREFUSED .*\n +at .*handler-errors\.spec\.ts:\d+:\d+/);
    expect(lines).toContainEqual(
      expect.objectContaining({
        'log.level': 'error',
        message: 'a handler failed unexpectedly',
        error: {
          type: 'Error',
          message: REFUSED,
          stack_trace: expect.stringContaining('handler-errors.spec.ts'),
        },
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'attempt ended',
        runner: expect.objectContaining({ reason: REFUSED }),
      }),
    );
  });

  it('is logged with the fields that docs/observability.md shows', async () => {
    const { lines } = await failed('caused');
    for (const [group, message] of [
      ['a line of a failure', 'a handler failed unexpectedly'],
      ['a line of an attempt', 'attempt ended'],
    ] as const) {
      const shown = fieldsOf(JSON.parse(await textOf('docs/observability.md', group)) as object);
      const came = fieldsOf(lines.find((line) => line.message === message) ?? {});
      expect(shown.length).toBeGreaterThan(5);
      expect(shown.filter((field) => !came.includes(field))).toEqual([]);
    }
  });

  it('keeps causes, without the value of a configured secret', async () => {
    const { error, attempt, lines } = await failed('caused');
    expect(error.message).toBe('fetch failed');
    expect(attempt.causes).toEqual([
      { name: 'Error', message: `${REFUSED} with [secret]`, stack: expect.stringContaining('[secret]') },
    ]);
    expect(JSON.stringify(lines)).toContain(`Caused by: Error: ${REFUSED} with [secret]`);
    expect(JSON.stringify([attempt, system.log])).not.toContain(SECRET);
  });

  it('takes a code of the handler, and its causes for operators only', async () => {
    const { error, attempt, lines } = await failed('meant');
    expect(error).toEqual({
      code: 'invoice_locked',
      message: 'The invoice is locked ([secret]).',
      retryable: false,
      attempt: 1,
    });
    expect(attempt.causes).toMatchObject([{ message: REFUSED }]);
    expect(JSON.stringify(lines)).toContain(REFUSED);
    const listed = (await system.call('GET', '/api/v1/tasks?limit=200')).body;
    expect(JSON.stringify(listed)).not.toContain('handler-errors.spec.ts');
  });

  it('says that a code is none', async () => {
    const { error } = await failed('bad code');
    expect(error).toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^The code of a TaskError must be .* not "Invoice Locked!"/),
    });
  });

  it('adds up what usage() reports', async () => {
    const id = await system.run({ type: 'test.trouble', input: {} });
    const { usage } = (await system.call('GET', `/api/v1/tasks/${id}`)).body as { usage: object };
    expect(usage).toEqual({ provider: 'one', model: 'b', inputTokens: 30, outputTokens: 3, totalTokens: 33 });
  });

  it('is shown to keys that may read prompts, and to no other', async () => {
    const keys = Object.fromEntries(SCOPES.map((scope) => [scope, `a-key-of-24-characters-${scope}`]));
    const API_KEYS = SCOPES.map((scope) => `${scope}:${keys[scope]}:${scope}`).join(',');
    const closed = await startInProcess([TroubleHandler], { AUTH: 'required', API_KEYS });
    try {
      const as = (scope: string) => ({ authorization: `Bearer ${keys[scope]}` });
      const id = await closed.run(
        { type: 'test.trouble', input: { what: 'caused' }, maxAttempts: 1 },
        as('write'),
      );
      const paths = ['', '/attempts', '/logs'].map((more) => `/api/v1/tasks/${id}${more}`);
      const others = ['/api/v1/tasks', '/api/v1/stats', '/api/v1/task-types'];
      const asked = SCOPES.filter((one) => !READING.includes(one)).flatMap((scope) =>
        [...paths, ...others].map((path) => [scope, path] as const),
      );
      for (const [scope, path] of asked) {
        const { status, body } = await closed.call('GET', path, undefined, as(scope));
        expect([scope, path, status, JSON.stringify(body)]).toEqual([
          scope,
          path,
          403,
          expect.not.stringMatching(/fetch failed|ECONNREFUSED|spec\.ts/),
        ]);
      }
      for (const scope of READING) {
        const { body } = await closed.call('GET', `/api/v1/tasks/${id}/attempts`, undefined, as(scope));
        expect((body as Attempts).data[0]?.error).toMatchObject({
          message: 'fetch failed',
          stack: expect.stringContaining('spec.ts'),
        });
      }
    } finally {
      await closed.stop();
    }
  });

  it('is its class only with ERROR_DETAILS=off, in storage and in the log', async () => {
    const quiet = await startInProcess([TroubleHandler], { ERROR_DETAILS: 'off' });
    try {
      const { error, attempt, lines } = await failed('caused', quiet);
      expect(error.message).toBe('The handler failed unexpectedly (TypeError).');
      expect(attempt).toEqual(error);
      expect(JSON.stringify(lines)).not.toMatch(/fetch failed|ECONNREFUSED/);
      expect(lines).toContainEqual(
        expect.objectContaining({
          message: 'a handler failed unexpectedly',
          runner: { errorName: 'TypeError', at: expect.stringMatching(/^at .*handler-errors\.spec\.ts/) },
        }),
      );
      expect((await failed('meant', quiet)).attempt).toMatchObject({
        code: 'invoice_locked',
        message: expect.stringContaining('locked'),
      });
    } finally {
      await quiet.stop();
    }
  });
});
