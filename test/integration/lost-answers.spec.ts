import { type TaskHandler, TaskType } from '@app/tasks';
import { TaskRepository } from '@app/persistence';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

class Nothing {}

@TaskType({
  name: 'test.nothing',
  queue: 'demo_tasks',
  description: 'x',
  input: Nothing,
  result: Nothing,
  examples: {},
})
class NothingHandler implements TaskHandler<Nothing, Nothing> {
  async run(): Promise<Nothing> {
    return {};
  }
}

interface View {
  readonly status: string;
  readonly attempts: { readonly made: number };
}

describe('a connection that breaks between a commit and its answer', () => {
  let system: SystemInProcess;
  beforeAll(async () => void (system = await startInProcess([NothingHandler])));
  afterAll(() => system.stop());

  /** The next call does its work, and its answer is lost. */
  const loseAnswerOf = (method: 'claim' | 'settle'): void => {
    const repository = system.app.get(TaskRepository, { strict: false });
    const call = repository[method].bind(repository) as (...given: unknown[]) => Promise<unknown>;
    const loseOnce = async (...given: unknown[]): Promise<never> => {
      Reflect.deleteProperty(repository, method);
      await call(...given);
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
    };
    Object.assign(repository, { [method]: loseOnce });
  };
  const run = async (): Promise<View> => {
    const id = await system.run({ type: 'test.nothing', input: {}, maxAttempts: 1 });
    return (await system.call('GET', `/api/v1/tasks/${id}`)).body;
  };

  it.each(['claim', 'settle'] as const)('costs no attempt where it was a %s', async (method) => {
    loseAnswerOf(method);
    expect(await run()).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    expect(system.log.filter(({ message }) => String(message).includes('is refused'))).toEqual([]);
  });
});
