import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** As `npm run bench` and the others start their programs: outside of Jest, on what the tests stand on. */
async function run(...args: string[]): Promise<string> {
  return (await execute(process.execPath, ['--import', './bench/typescript.mjs', ...args])).stdout;
}

const COUNT_TASKS = `
  import 'reflect-metadata';
  const { BenchRun } = await import('./bench/bench-run.ts');
  const { Database } = await import('./bench/database.ts');
  const bench = await BenchRun.start({ tasks: 0 });
  const database = await Database.connect((await bench.database()).url);
  console.log((await database.row('SELECT count(*)::int AS tasks FROM tasks')).tasks);
  await database.close();
  await bench.cleanup.all();`;

describe('what measures', () => {
  it.each([
    ['bench', 'bench/main.ts'],
    ['fuzz', 'bench/fuzz/main.ts'],
    ['soak', 'bench/soak/main.ts'],
  ])('npm run %s loads, and says how it is used', async (name, entry) => {
    expect(await run(entry, '--help')).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[options\\]`));
  });

  it('has a database server of its own, and databases that are migrated and empty', async () => {
    expect(await run('--input-type=module', '--eval', COUNT_TASKS)).toBe('0\n');
  });
});
