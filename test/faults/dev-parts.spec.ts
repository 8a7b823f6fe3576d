import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

interface AffectedParts {
  remember(files: string[]): Promise<void>;
  of(file: string): Promise<string[]>;
}

describe('what npm run dev starts again for a file', () => {
  let parts: AffectedParts;

  beforeAll(async () => {
    const module = (await import(pathToFileURL(resolve('scripts/dev/affected-parts.mjs')).href)) as {
      AffectedParts: new () => AffectedParts;
    };
    parts = new module.AffectedParts();
    await parts.remember([resolve('libs/task-types/src/calculation/calculation.handler.ts')]);
  });

  it.each([
    ['a handler', 'libs/task-types/src/calculation/calculation.handler.ts', ['worker']],
    [
      'a handler that is new, or declared anew',
      'libs/task-types/src/email/email.handler.ts',
      ['api', 'worker'],
    ],
    ['an input', 'libs/task-types/src/calculation/calculation.input.ts', ['api', 'worker']],
    ['what a handler imports', 'libs/task-types/src/calculation/expression.ts', ['api', 'worker']],
    [
      'a thread of a handler',
      'libs/task-types/src/file-processing/analysis/analyse.thread.ts',
      ['api', 'worker'],
    ],
    ['a controller', 'apps/api/src/tasks/tasks.controller.ts', ['api']],
    ['a consumer', 'apps/worker/src/consumers.ts', ['worker']],
    ['what all import', 'libs/config/src/configuration.ts', ['api', 'worker']],
    ['what runs once', 'apps/local/src/local.ts', []],
  ])('%s', async (_, file, expected) => {
    expect(await parts.of(resolve(file))).toEqual(expected);
  });
});
