import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { instanceOf, TASK_TYPE, type TaskHandler, type TaskTypeOptions } from '@app/tasks';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

describe('npm run new:task-type', () => {
  let copy: string;
  const make = (...names: string[]) =>
    run(process.execPath, [join(copy, 'scripts/new-task-type.mjs'), ...names]);
  const made = (name: string) => join(copy, 'libs/task-types/src', name);

  beforeAll(async () => {
    await mkdir(join(root, '.build'), { recursive: true });
    // inside the repository: what is made there can import what it needs
    copy = await mkdtemp(join(root, '.build/new-task-type-'));
    await mkdir(join(copy, 'libs/task-types/src'), { recursive: true });
    for (const part of ['scripts/new-task-type.mjs', 'scripts/sources.mjs', 'examples/word-count']) {
      await cp(join(root, part), join(copy, part), { recursive: true });
    }
  });
  afterAll(() => rm(copy, { recursive: true }));

  it('makes a type that works, with its spec', async () => {
    const { stdout } = await make('billing.invoice-total');
    expect(stdout).toContain('Made billing.invoice-total in libs/task-types/src/invoice-total');
    expect(await readdir(made('invoice-total'))).toEqual(
      ['handler.spec.ts', 'handler.ts', 'input.ts', 'result.ts'].map((part) => `invoice-total.${part}`),
    );
    const { InvoiceTotalHandler: Handler } = (await import(
      join(made('invoice-total'), 'invoice-total.handler.ts')
    )) as {
      InvoiceTotalHandler: new () => TaskHandler<object, object>;
    };
    const type = Reflect.getMetadata(TASK_TYPE, Handler) as TaskTypeOptions;
    expect(type).toMatchObject({ name: 'billing.invoice-total', queue: 'demo_tasks' });
    const context = { input: instanceOf(type.input, { text: 'one two' }), progress: () => undefined };
    expect(await new Handler().run(context as never)).toEqual({ words: 2 });
  });

  it.each([[[]], [['Invoice Total']], [['../../outside']], [['a.b.c']], [['one', 'two']]])(
    'refuses %j',
    async (names) => {
      await expect(make(...names)).rejects.toThrow('Say how the type is called');
    },
  );

  it('refuses a name that is taken', async () => {
    await make('twice');
    await expect(make('twice')).rejects.toThrow('There is a task type of this name already');
  });
});
