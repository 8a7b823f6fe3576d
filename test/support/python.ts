import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';
import { TestProcess } from './test-process.js';

const PYTHON = process.env.PYTHON ?? 'python3';
/** For which Debian's packages are installed, whichever is first in PATH. */
const DEBIANS = '/usr/bin/python3';

/** Suites that run a real Python: without one they are skipped by name, and in CI they fail. */
export const describeWithPython = describeWhere(
  PYTHON,
  'python3 is',
  'import sys; assert sys.version_info >= (3, 9)',
);

/** As describeWithPython, with Debian's python3-fastapi and python3-uvicorn. */
export const describeWithFastApi = describeWhere(
  DEBIANS,
  'fastapi and uvicorn are',
  'import fastapi, uvicorn',
);

const VARIABLES = {
  PYTHONPATH: resolve('clients/python'),
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUNBUFFERED: '1',
};

/** A Python program of the repository, to which the client is known. */
export function startPython(file: string, ...args: readonly string[]): TestProcess {
  return new TestProcess(resolve(file), args, VARIABLES, PYTHON);
}

/** The example of FastAPI, in front of an API of ours. */
export function startFastApi(origin: string): TestProcess {
  const args = ['uvicorn', '--app-dir', 'examples/fastapi', 'app:app', '--port', '0'];
  return new TestProcess('-m', args, { ...VARIABLES, TASK_RUNNER_URL: origin }, DEBIANS);
}

function describeWhere(
  python: string,
  what: string,
  check: string,
): (name: string, suite: () => void) => void {
  if (spawnSync(python, ['-c', check]).status === 0) return (name, suite) => describe(name, suite);
  if (process.env.CI)
    return () => {
      throw new Error(`${what} missing (3.9 or newer), and CI must not skip this suite`);
    };
  return (name, suite) => describe.skip(`${name} (skipped: ${what} not installed)`, suite);
}
