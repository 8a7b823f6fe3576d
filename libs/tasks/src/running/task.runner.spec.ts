import { jest } from '@jest/globals';
import { loadConfiguration } from '@app/config';
import { createLogger, Metrics, type Tracing } from '@app/observability';
import type {
  Lease,
  Settled,
  Settlement,
  Task,
  TaskLogRepository,
  TaskTextRepository,
  TextPiece,
} from '@app/persistence';
import type { EventNotifier } from '../events/event-notifier.js';
import { TaskError, type TaskContext } from '@app/handlers';
import type { TaskTraces } from '../task-traces.js';
import type { TaskTypeRegistry } from '../types/task-type.registry.js';
import { AttemptSettler } from './attempt-settler.js';
import { HandlerContexts } from './handler-contexts.js';
import { HandlerErrors } from './handler-errors.js';
import { HandlerRunner } from './handler-runner.js';
import type { LeaseKeeper } from './lease-keeper.js';
import { RunningTasks } from './running-tasks.js';
import type { TaskClaims } from './task-claims.js';
import type { TaskLedger } from './task-ledger.js';
import { TaskLogger } from './task-logger.js';
import type { TaskReporter } from './task-reporter.js';
import { TaskRunner } from './task.runner.js';
import { TextWriter } from './text-writer.js';

class Input {}

const LEASE = { id: '0192', leaseToken: 'token' };
const TASK = {
  ...LEASE,
  type: 'test.any',
  queue: 'q',
  input: {},
  attemptsMade: 1,
  attemptsMax: 4,
  attemptsEnded: 0,
  retriesByHand: 0,
  timeoutMs: 60_000,
  dueAt: new Date(0),
  startedAt: new Date(0),
} as Task;

/** A runner over a ledger that keeps what it is told. */
function runnerOf(
  run: (context: TaskContext<Input>) => Promise<unknown>,
  claim: () => Promise<Task> = async () => TASK,
) {
  const settlements: Settlement[] = [];
  const pieces: TextPiece[] = [];
  const lines: { message: string }[] = [];
  const claims = { claim } as unknown as TaskClaims;
  const ledger = {
    settle: async (_: Lease, settlement: Settlement): Promise<Settled> => {
      settlements.push(settlement);
      return {
        id: '0192',
        type: 'test.any',
        queue: 'q',
        status: settlement.kind === 'complete' ? 'COMPLETED' : 'FAILED',
      };
    },
    untilDone: (_: string, work: (alone: boolean) => Promise<unknown>) => work(false),
  } as unknown as TaskLedger;
  const configuration = loadConfiguration({ MAX_RESULT_BYTES: '100000' });
  const logger = createLogger({ level: 'silent', format: 'json' }, 'test');
  const write = async (given: TextPiece[]): Promise<string[]> => (
    pieces.push(...given),
    given.map(() => 'written')
  );
  const append = async (given: { message: string }[]): Promise<object[]> => (lines.push(...given), []);
  const running = new RunningTasks();
  const metrics = new Metrics();
  const types = {
    find: () => ({ input: Input, handler: { run }, retryDelayMs: 1_000 }),
  } as unknown as TaskTypeRegistry;
  const contexts = new HandlerContexts(
    { report: () => undefined, forget: () => undefined } as unknown as TaskReporter,
    new TaskLogger({ append } as unknown as TaskLogRepository, configuration, logger),
    new TextWriter(
      { write } as unknown as TaskTextRepository,
      ledger,
      { notify: () => undefined } as unknown as EventNotifier,
      configuration,
      logger,
    ),
    { look: async () => undefined } as unknown as LeaseKeeper,
  );
  const runner = new TaskRunner(
    claims,
    new HandlerRunner(
      types,
      contexts,
      new HandlerErrors(configuration, logger),
      running,
      metrics,
      configuration,
    ),
    new AttemptSettler(ledger, { logFields: () => ({}) } as unknown as Tracing, metrics, logger),
    running,
    { processing: (_: Task, work: () => Promise<unknown>) => work() } as unknown as TaskTraces,
  );
  const slots = async () => (await metrics.slotsBusy.get()).values[0]?.value;
  return { runner, slots, settlements, pieces, lines, run: () => runner.run({ id: TASK.id, delivery: 1 }) };
}

const settled = async (run: (context: TaskContext<Input>) => Promise<unknown>) => {
  const runner = runnerOf(run);
  await runner.run();
  expect(runner.settlements).toHaveLength(1);
  return { ...runner, settlement: runner.settlements[0] as Settlement };
};

describe('what a handler hands over', () => {
  it.each([
    ['undefined', undefined],
    ['a BigInt', { n: 1n }],
    ['NaN', { n: NaN }],
    ['a function', () => 1],
  ])('fails once where its result is %s', async (_, result) => {
    const { settlement } = await settled(async () => result);
    expect(settlement).toMatchObject({
      kind: 'fail',
      error: { code: 'internal', retryable: false, message: expect.stringContaining('no JSON') },
    });
  });

  it('fails once where its result is too large', async () => {
    const { settlement } = await settled(async () => ({ text: 'x'.repeat(100_000) }));
    expect(settlement).toMatchObject({ kind: 'fail', error: { code: 'result_too_large', retryable: false } });
  });

  it('fails once where its text is too large, also where it takes no notice', async () => {
    const { settlement, pieces } = await settled(async ({ emit, signal }) => {
      const again = (): void => {
        try {
          void emit('x'.repeat(10_000));
        } catch {
          // a handler that swallows every error
        }
      };
      for (let n = 0; n < 50; n += 1) again();
      signal.throwIfAborted();
    });
    expect(settlement).toMatchObject({ kind: 'fail', error: { code: 'result_too_large', retryable: false } });
    expect(pieces.map(({ text }) => text).join('')).toHaveLength(100_000);
  });

  it.each([NaN, 12.5, -1])('keeps no usage of %s tokens, and the result', async (inputTokens) => {
    const { settlement, lines } = await settled(async ({ usage }) => {
      usage({ provider: 'p', model: 'm', inputTokens, outputTokens: 1, totalTokens: 1 });
      return {};
    });
    expect(settlement).toMatchObject({ kind: 'complete', usage: null });
    expect(lines).toMatchObject([{ message: expect.stringContaining('no count of tokens') }]);
  });

  it('waits a day at most where it is asked to wait for ever', async () => {
    const { settlement } = await settled(async () => {
      throw new TaskError('busy', 'Later.', { retryable: true, retryAfterMs: Infinity });
    });
    expect(settlement).toMatchObject({ kind: 'retry' });
    expect((settlement as { delayMs: number }).delayMs).toBeGreaterThanOrEqual(86_400_000);
  });

  it('is made storable: usage, texts, errors', async () => {
    const bad = 'a\0b\ud83d';
    const { settlement, pieces } = await settled(async ({ usage, emit }) => {
      usage({ provider: bad, model: bad, inputTokens: 1, outputTokens: 1, totalTokens: 2 });
      void emit(bad);
      throw new TaskError('provider_rejected', bad.repeat(20_000), { retryable: false });
    });
    expect(settlement).toMatchObject({ kind: 'fail', usage: { provider: 'ab\ufffd', model: 'ab\ufffd' } });
    expect(pieces).toMatchObject([{ text: 'ab\ufffd' }]);
    expect((settlement as { error: { message: string } }).error.message.length).toBeLessThanOrEqual(10_000);
    expect(JSON.stringify(settlement)).not.toMatch(/\\u0000|\\ud83d/);
  });
});

describe('a task that others work on', () => {
  const waits = async ({ shareLease, signal }: TaskContext<Input>): Promise<unknown> => {
    await Promise.race([
      shareLease().ended(),
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    ]);
    return {};
  };

  it('takes no slot of its worker, which waits for it when it stops', async () => {
    const { runner, settlements, run, slots } = runnerOf(waits);
    await run(); // another task may be taken
    expect([settlements, await slots()]).toEqual([[], 0]);
    await runner.drain(0);
    expect([settlements, await slots()]).toEqual([[{ kind: 'release' }], 0]);
  });

  it('keeps its slot where very many wait', async () => {
    let claimed = 0;
    const claim = async (): Promise<Task> => ({ ...TASK, leaseToken: `token ${(claimed += 1)}` });
    const { runner, run } = runnerOf(waits, claim);
    await Promise.all(Array.from({ length: 1_000 }, () => run()));
    let hasLeft = false;
    const last = run().then(() => (hasLeft = true));
    await new Promise(setImmediate);
    expect(hasLeft).toBe(false);
    await runner.drain(0);
    await last;
  });
});

describe('a worker that stops while a claim has no answer yet', () => {
  it('waits for it, and gives back what it got without a start', async () => {
    let answer: (task: Task) => void = () => undefined;
    const claim = (): Promise<Task> => new Promise((resolve) => (answer = resolve));
    const handler = jest.fn(async () => ({}));
    const { runner, settlements, run } = runnerOf(handler, claim);
    const ended = run();
    let isDrained = false;
    const drained = runner.drain(60_000).then(() => (isDrained = true));
    await new Promise(setImmediate);
    expect(isDrained).toBe(false);
    answer(TASK);
    await Promise.all([ended, drained]);
    expect(settlements).toEqual([{ kind: 'release' }]);
    expect(handler).not.toHaveBeenCalled();
  });
});
