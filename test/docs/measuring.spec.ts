import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** They use what the tests use, outside of Jest: what only Jest can load stops them. */
describe.each(['bench', 'fuzz', 'soak'])('npm run %s', (name) => {
  it('loads, and says how it is used', async () => {
    const entry = name === 'bench' ? 'bench/main.ts' : `bench/${name}/main.ts`;
    const { stdout } = await run(process.execPath, ['--import', './bench/typescript.mjs', entry, '--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[options\\]`));
  });
});
