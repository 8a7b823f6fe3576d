import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Tells an error that a built file throws, in a process that was started without any flag. */
const PROGRAM = `
  const { errorDetails } = await import('./dist/libs/observability/src/index.js');
  const { TaskError } = await import('./dist/libs/handlers/src/errors.js');
  try {
    new TaskError('not a code', '', {});
  } catch (error) {
    console.log(errorDetails(error).stack);
  }`;

it('tells where a built handler threw by the line of its source, in a process without flags', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM]);
  const [, file = '', line] = /^ +at [^(\n]*\((.+errors\.ts):(\d+):\d+\)/m.exec(stdout) ?? [];
  const source = (await readFile(file, 'utf8')).split('\n');
  expect(source[Number(line) - 1]).toContain('throw new TypeError(badCode(');
});
