import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../support/until.js';

const SETTINGS = { compilerOptions: { strict: true, noEmit: true, lib: ['ES5'], types: [] } };

describe('types beside npm run dev', () => {
  let folder: string;
  let watch: ChildProcess;
  let text = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-types-'));
    await mkdir(join(folder, 'apps/dashboard'), { recursive: true });
    await save('tsconfig.json', JSON.stringify({ ...SETTINGS, files: ['server.ts'] }));
    await save('apps/dashboard/tsconfig.json', JSON.stringify({ ...SETTINGS, files: ['page.ts'] }));
    await save('server.ts', 'export const port: number = 3000;');
    await save('apps/dashboard/page.ts', 'export const title: number = "Tasks";');
    const module = resolve('scripts/dev/types.mjs');
    const code = `import { watchTypes } from ${JSON.stringify(module)};
      watchTypes({ folder: ${JSON.stringify(folder)}, show: console.log });
      process.stdin.resume();`;
    watch = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    watch.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  });

  afterAll(async () => {
    watch.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('names the errors of the pages and of all else, and says when there are none any more', async () => {
    await until(
      () =>
        text.includes(
          "apps/dashboard/page.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.",
        ),
      60_000,
    );
    await save('server.ts', 'export const port: number = true;');
    await until(
      () =>
        text.includes("server.ts(1,14): error TS2322: Type 'boolean' is not assignable to type 'number'."),
      30_000,
    );
    await save('apps/dashboard/page.ts', 'export const title = "Tasks";');
    await save('server.ts', 'export const port = 3000;');
    await until(() => text.includes('Types: no errors any more.'), 30_000);
  });

  function save(file: string, content: string): Promise<void> {
    return writeFile(join(folder, file), content);
  }
});
